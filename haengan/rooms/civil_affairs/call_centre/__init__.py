"""민원콜센터: the call centre."""
