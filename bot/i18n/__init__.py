"""The eight languages: interface strings, formats and the rules their catalogues are proofread by."""
