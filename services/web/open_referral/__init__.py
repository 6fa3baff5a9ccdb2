"""The directory as open data: the nine addresses of Open Referral UK 3.0, for anybody, without a key."""
