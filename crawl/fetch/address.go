package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// errPrivate says that an address is not one of the public Internet.
var errPrivate = errors.New("not a public address")

// refusedNets are the networks that no public site answers from: the special
// purpose registries of IANA (RFC 6890), where they are not globally reachable.
func refusedNets() []string {
	return []string{
		"0.0.0.0/8",       // this network, RFC 791
		"10.0.0.0/8",      // private, RFC 1918
		"100.64.0.0/10",   // carrier NAT, RFC 6598; holds 100.100.100.200, a cloud's metadata
		"127.0.0.0/8",     // loopback, RFC 1122
		"169.254.0.0/16",  // link local, RFC 3927; holds 169.254.169.254, metadata
		"172.16.0.0/12",   // private
		"192.0.0.0/24",    // IETF protocol assignments, RFC 6890; holds 192.0.0.192, metadata
		"192.0.2.0/24",    // documentation, RFC 5737
		"192.88.99.0/24",  // 6to4 relays, RFC 7526
		"192.168.0.0/16",  // private
		"198.18.0.0/15",   // benchmarking, RFC 2544
		"198.51.100.0/24", // documentation
		"203.0.113.0/24",  // documentation
		"224.0.0.0/4",     // multicast, RFC 5771
		"240.0.0.0/4",     // reserved and broadcast
		"168.63.129.16/32",
		"::/128", "::1/128", // unspecified, loopback
		"64:ff9b:1::/48",             // local NAT64, RFC 8215
		"100::/64",                   // discard, RFC 6666
		"2001::/23",                  // IETF assignments, Teredo (RFC 4380), ORCHID
		"2001:db8::/32", "3fff::/20", // documentation
		"5f00::/16",             // segment routing, RFC 9602
		"fc00::/7",              // unique local, RFC 4193; holds fd00:ec2::254, metadata
		"fe80::/10",             // link local
		"fec0::/10", "ff00::/8", // site local, multicast
	}
}

// fence decides which addresses may be talked to.
type fence struct {
	open    bool
	refused []netip.Prefix
}

func newFence(allowPrivate bool) fence {
	f := fence{open: allowPrivate}
	for _, s := range refusedNets() {
		f.refused = append(f.refused, netip.MustParsePrefix(s))
	}
	return f
}

// address refuses what is not public, also when it is wrapped in IPv6.
func (f fence) address(ip netip.Addr) error {
	if f.open {
		return nil
	}
	for _, a := range unwrap(ip.WithZone("")) {
		if slices.ContainsFunc(f.refused, func(p netip.Prefix) bool { return p.Contains(a) }) {
			return fmt.Errorf("%s: %w", ip, errPrivate)
		}
	}
	return nil
}

// unwrap lists an address and the IPv4 address it stands for: mapped and
// compatible addresses (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056) and ISATAP
// (RFC 5214).
func unwrap(ip netip.Addr) []netip.Addr {
	ip = ip.Unmap()
	list := []netip.Addr{ip}
	if ip.Is4() {
		return list
	}
	b := ip.As16()
	at := func(i int) netip.Addr { return netip.AddrFrom4([4]byte(b[i : i+4])) }
	switch {
	case netip.MustParsePrefix("64:ff9b::/96").Contains(ip), netip.MustParsePrefix("::/96").Contains(ip):
		list = append(list, at(12))
	case netip.MustParsePrefix("2002::/16").Contains(ip):
		list = append(list, at(2))
	}
	if b[8]&^2 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe {
		list = append(list, at(12))
	}
	return list
}

// url refuses schemes other than http and https, user names, and literal
// addresses and names of this machine. Names are looked up later, by the dialer.
func (f fence) url(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return &Failure{Reason: BadURL, URL: u.Redacted(), Err: fmt.Errorf("scheme %q", u.Scheme)}
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "" {
		return &Failure{Reason: BadURL, URL: u.Redacted(), Err: errors.New("no host")}
	}
	if f.open {
		return nil
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "metadata.google.internal" {
		return &Failure{Reason: PrivateAddress, URL: u.Redacted(), Err: fmt.Errorf("%s: %w", host, errPrivate)}
	}
	ip, ok := literal(host)
	if !ok {
		return nil
	}
	if err := f.address(ip); err != nil {
		return &Failure{Reason: PrivateAddress, URL: u.Redacted(), Err: err}
	}
	return nil
}

// literal reads a host that is an address, in every form that inet_aton and the
// WHATWG URL standard take for one: 127.1, 0x7f.0.0.1, 017700000001.
func literal(host string) (netip.Addr, bool) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip, true
	}
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	value := uint64(0)
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 0, 32)
		if err != nil || strings.Contains(part, "_") || strings.HasPrefix(part, "0b") || strings.HasPrefix(part, "0o") {
			return netip.Addr{}, false
		}
		rest := 8 * (4 - i) // bits that are left for this part and those after it
		if i < len(parts)-1 {
			rest = 8
		}
		if n >= 1<<rest {
			return netip.Addr{}, false
		}
		value = value<<rest | n
	}
	return netip.AddrFrom4([4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}), true
}
