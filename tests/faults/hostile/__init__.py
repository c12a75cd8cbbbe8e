"""Files made to do harm, or spoilt by chance: the kinds, the readers they are given to, and how it went."""
