"""행정지원과: Administrative Support Division."""
