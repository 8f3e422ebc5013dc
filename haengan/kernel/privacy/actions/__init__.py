"""Acts on personal data: how they end, and what people demand of their own."""
