/**
 * Blocks from which no packet of the public internet comes: private use, documentation, loopback, multicast and other
 * special purposes. From the IANA special-purpose address registries (iana-ipv4-special-registry,
 * iana-ipv6-special-registry), read 2026-11-21; the RFC that reserves each is noted after it.
 */
export const RESERVED_BLOCKS: readonly string[] = [
  "0.0.0.0/8", // this network: RFC 791
  "10.0.0.0/8", // private: RFC 1918
  "100.64.0.0/10", // shared with a carrier: RFC 6598
  "127.0.0.0/8", // loopback: RFC 1122
  "169.254.0.0/16", // link local: RFC 3927
  "172.16.0.0/12", // private: RFC 1918
  "192.0.0.0/24", // protocol assignments: RFC 6890
  "192.0.2.0/24", // documentation: RFC 5737
  "192.88.99.0/24", // 6to4 relays, withdrawn: RFC 7526
  "192.168.0.0/16", // private: RFC 1918
  "198.18.0.0/15", // benchmarks: RFC 2544
  "198.51.100.0/24", // documentation: RFC 5737
  "203.0.113.0/24", // documentation: RFC 5737
  "224.0.0.0/4", // multicast: RFC 5771
  "240.0.0.0/4", // reserved, with the broadcast address: RFC 1112
  "::/128", // unspecified: RFC 4291
  "::1/128", // loopback: RFC 4291
  "64:ff9b:1::/48", // local translation: RFC 8215
  "100::/64", // discarded: RFC 6666
  "2001::/23", // protocol assignments: RFC 2928
  "2001:db8::/32", // documentation: RFC 3849
  "2002::/16", // 6to4: RFC 3056
  "3fff::/20", // documentation: RFC 9637
  "5f00::/16", // segment routing: RFC 9602
  "fc00::/7", // unique local: RFC 4193
  "fe80::/10", // link local: RFC 4291
  "ff00::/8", // multicast: RFC 4291
];
