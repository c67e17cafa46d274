"""From a visit and a route or an action to a screen: one module per feature, the same names as in `ui`."""
