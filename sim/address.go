package sim

import (
	"net/netip"
	"path"
	"strings"
)

// Address is where a socket is found: a port of an IP address, or a path. The
// zero value is none.
type Address struct {
	IP   netip.Addr // not valid for a path
	Port uint16
	// Path is that of a UNIX domain socket. One that begins with a NUL is in a
	// name space of its own, and has nothing to do with files (unix(7)).
	Path string
}

// Loopback is a port of 127.0.0.1.
func Loopback(port uint16) Address {
	return Address{IP: netip.AddrFrom4([4]byte{127, 0, 0, 1}), Port: port}
}

// IsZero reports whether it is no address.
func (a Address) IsZero() bool { return a == Address{} }

// String is the address as people write it: "127.0.0.1:8080", "[::1]:8080",
// "/tmp/socket", "@abstract".
func (a Address) String() string {
	switch {
	case a.IP.IsValid():
		return netip.AddrPortFrom(a.IP, a.Port).String()
	case strings.HasPrefix(a.Path, "\x00"):
		return "@" + a.Path[1:]
	}
	return a.Path
}

// longestPath is how long a socket's path may be (sun_path of unix(7), which needs no zero at its end).
const longestPath = 108

// local reports whether an IP address is one of the machine's own, which has no
// network but the loopback: 127.0.0.0/8, ::1, and 0.0.0.0 and ::, which stand for
// all of them.
func local(ip netip.Addr) bool {
	ip = ip.Unmap()
	return ip.IsLoopback() || ip.IsUnspecified()
}

// domain tells sockets of different kinds of address apart.
type domain uint8

const (
	noDomain   domain = iota // nothing has been said yet
	unixDomain               // paths
	ip4Domain
	ip6Domain
)

func (a Address) domain() domain {
	switch {
	case a.IP.Is4():
		return ip4Domain
	case a.IP.IsValid():
		return ip6Domain
	}
	return unixDomain
}

// within is how a socket of a domain names an address: one of IPv6 names those of
// IPv4 as ::ffff:127.0.0.1.
func (a Address) within(f domain) Address {
	switch {
	case f == ip6Domain && a.IP.Is4():
		a.IP = netip.AddrFrom16(a.IP.As16())
	case f == ip4Domain:
		a.IP = a.IP.Unmap()
	}
	return a
}

// protocol tells apart what has ports of its own.
type protocol uint8

const (
	tcp protocol = iota
	udp
)

// claim is the hold that a socket has on a port.
type claim struct {
	address  Address
	protocol protocol
	onlyIPv6 bool // :: does not stand for the addresses of IPv4 too
	reuse    bool // SO_REUSEADDR
	listens  bool
	// by is the socket: a listener, when it listens, or a datagram socket.
	by end
}

// covers reports whether what is sent to an address can come to the claim, and
// how well it fits: an address of its own before all of a domain, and those
// before all of both (compute_score in net/ipv4/inet_hashtables.c).
func (c *claim) covers(ip netip.Addr) (fit int, ok bool) {
	own, four := c.address.IP, ip.Unmap().Is4()
	switch {
	case own.Unmap() == ip.Unmap():
		return 3, true
	case !own.Unmap().IsUnspecified():
		return 0, false
	case own.Unmap().Is4():
		return 2, four
	case !four:
		return 2, true
	}
	return 1, !c.onlyIPv6
}

// clashes reports whether two sockets cannot both have their claims. Addresses
// that no packet could be for both of do not; others only if both sockets reuse
// addresses and, of TCP, the one that is there does not listen (inet_csk_bind_conflict
// in net/ipv4/inet_connection_sock.c; udp_lib_lport_inuse in net/ipv4/udp.c).
func (c *claim) clashes(there *claim) bool {
	if !c.meets(there) {
		return false
	}
	return !c.reuse || !there.reuse || c.protocol == tcp && there.listens
}

// meets reports whether something could be for both: one has the other's address
// among its own.
func (c *claim) meets(other *claim) bool {
	a, b := c.address.IP.Unmap(), other.address.IP.Unmap()
	switch {
	case a.IsUnspecified() && b.IsUnspecified():
		return a.Is4() == b.Is4() || a.Is4() && !other.onlyIPv6 || b.Is4() && !c.onlyIPv6
	case a.IsUnspecified():
		_, ok := c.covers(b)
		return ok
	}
	_, ok := other.covers(a)
	return ok
}

// The range of ports that are given to who asks for none (ip_local_port_range),
// and the first that everybody may have (ip_unprivileged_port_start).
const (
	firstEphemeral    = 32_768
	lastEphemeral     = 60_999
	firstUnprivileged = 1024
)

// network is what sockets are found by. The kernel gives ephemeral ports by
// chance; here they are given in order: even ones to who connects, odd ones to who
// binds, as the kernel's are (inet_csk_find_open_port).
type network struct {
	ports [2]map[uint16][]*claim // by protocol
	next  [2]uint16              // the ephemeral port to be tried next: even, odd
	full  [2]bool                // none was found there lately, so that it is tried last
	paths map[string]*pathName
}

// pathName is a path that a socket was bound to. It stays when the socket is
// gone, as the file does, until somebody removes it.
type pathName struct{ by end }

func (n *network) make() {
	n.ports = [2]map[uint16][]*claim{{}, {}}
	n.next = [2]uint16{firstEphemeral, firstEphemeral + 1}
	n.paths = map[string]*pathName{}
}

// take gives a socket its claim, if no other is against that. Port 0 means an
// ephemeral one; connects tells which.
func (n *network) take(c *claim, connects bool) Errno {
	if c.address.Port != 0 {
		if n.against(c) {
			return EADDRINUSE
		}
		n.enter(c)
		return 0
	}
	parity := 1
	if connects {
		parity = 0
	}
	if n.full[parity] {
		parity = 1 - parity
	}
	for range 2 {
		for range (lastEphemeral - firstEphemeral + 1) / 2 {
			if c.address.Port = n.ephemeral(parity); !n.against(c) {
				n.enter(c)
				return 0
			}
		}
		n.full[parity] = true
		parity = 1 - parity
	}
	c.address.Port = 0
	if connects {
		return EADDRNOTAVAIL
	}
	return EADDRINUSE
}

// ephemeral is the ephemeral port that is tried next.
func (n *network) ephemeral(parity int) uint16 {
	port := n.next[parity]
	if n.next[parity] += 2; n.next[parity] > lastEphemeral {
		n.next[parity] = firstEphemeral + uint16(parity)
	}
	return port
}

// against reports whether another socket has what a claim clashes with.
func (n *network) against(c *claim) bool {
	for _, there := range n.ports[c.protocol][c.address.Port] {
		if there != c && c.clashes(there) {
			return true
		}
	}
	return false
}

func (n *network) enter(c *claim) {
	of := n.ports[c.protocol]
	of[c.address.Port] = append(of[c.address.Port], c)
}

// drop gives a claim up; nil is none.
func (n *network) drop(c *claim) {
	if c == nil {
		return
	}
	of := n.ports[c.protocol]
	claims := of[c.address.Port]
	for i, other := range claims {
		if other == c {
			claims = append(claims[:i], claims[i+1:]...)
			break
		}
	}
	if len(claims) == 0 {
		n.full[c.address.Port%2] = false
		delete(of, c.address.Port)
	} else {
		of[c.address.Port] = claims
	}
}

// findListener is the claim of the socket that takes connections to an address,
// nil if there is none.
func (n *network) findListener(to Address) *claim {
	return n.find(tcp, to, func(c *claim) bool { return c.listens })
}

// find is the claim that what is sent to an address comes to, of those that are
// eligible; nil if there is none. Of those that fit equally well it is the one that
// was made last.
func (n *network) find(p protocol, to Address, eligible func(*claim) bool) *claim {
	var best *claim
	most := 0
	for _, c := range n.ports[p][to.Port] {
		if fit, ok := c.covers(to.IP); ok && fit >= most && eligible(c) {
			best, most = c, fit
		}
	}
	return best
}

// socketPath is the name by which a process means a path.
func (p *Process) socketPath(name string) string {
	if strings.HasPrefix(name, "\x00") || strings.HasPrefix(name, "/") {
		return name
	}
	return path.Join(p.Directory, name)
}
