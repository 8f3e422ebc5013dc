"""What a seal is: leaves, trees and headers, on plain values."""
