"""안전총괄과: Safety Division."""
