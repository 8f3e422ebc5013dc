"""민원여권과: Civil Affairs and Passport Division."""
