"""The methods of the Bot API: each a function from the world and a call to its result."""
