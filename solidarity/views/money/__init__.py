"""The pages about money: agreements, payouts, transfers, and the fund's books."""
