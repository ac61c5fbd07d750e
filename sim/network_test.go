package sim

import (
	"net/netip"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
)

// The twin of the network's claims counts out the addresses for which each stands: those
// that the test uses, and "others" of each family.
var countedAddresses = []string{"127.0.0.1", "127.0.0.2", "::1", "other 4", "other 6"}

func countOut(c *claim) (stands []string) {
	for _, one := range countedAddresses {
		four := one != "::1" && one != "other 6"
		switch own := c.address.IP.Unmap(); {
		case own.String() == one,
			own == netip.IPv4Unspecified() && four,
			own == netip.IPv6Unspecified() && (!four || !c.onlyIPv6):
			stands = append(stands, one)
		}
	}
	return stands
}

// width is for how many addresses a claim stands, as far as who looks for one among them
// can tell: what is sent to an address of IPv6 is looked for among those of IPv6 only, so
// that it does not matter there whether :: stands for those of IPv4 too
// (compute_score in net/ipv6/udp.c).
func width(c *claim, to netip.Addr) (n int) {
	for _, one := range countOut(c) {
		if to.Unmap().Is4() || one == "::1" || one == "other 6" {
			n++
		}
	}
	return n
}

func drawClaim(t *rapid.T) *claim {
	ip := rapid.SampledFrom([]string{
		"127.0.0.1", "127.0.0.2", "::1", "0.0.0.0", "::", "::ffff:127.0.0.1", "::ffff:0.0.0.0",
	}).Draw(t, "ip")
	return &claim{
		address:  Address{IP: netip.MustParseAddr(ip), Port: uint16(rapid.IntRange(80, 82).Draw(t, "port"))},
		protocol: protocol(rapid.IntRange(0, 1).Draw(t, "protocol")),
		onlyIPv6: rapid.Bool().Draw(t, "only6"),
		reuse:    rapid.Bool().Draw(t, "reuse"),
	}
}

func TestClaimsAgainstCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var n network
		n.make()
		var twin []*claim
		clashes := func(c, there *claim) bool {
			if c.protocol != there.protocol || c.address.Port != there.address.Port {
				return false
			}
			both := slices.ContainsFunc(countOut(c), func(one string) bool { return slices.Contains(countOut(there), one) })
			return both && !(c.reuse && there.reuse && (c.protocol == udp || !there.listens))
		}
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0, 1:
				c := drawClaim(t)
				want := slices.ContainsFunc(twin, func(there *claim) bool { return clashes(c, there) })
				errno := n.take(c, false)
				require.Equal(t, want, errno == EADDRINUSE, "%+v", c)
				if !want {
					twin = append(twin, c)
					c.listens = c.protocol == tcp && rapid.Bool().Draw(t, "listens")
				}
			case 2:
				if len(twin) > 0 {
					i := rapid.IntRange(0, len(twin)-1).Draw(t, "which")
					n.drop(twin[i])
					twin = slices.Delete(twin, i, i+1)
				}
			case 3:
				to := drawClaim(t)
				to.address.IP = definite(to.address.IP)
				var best *claim
				for _, c := range twin { // the narrowest that stands for the address, the last of equals
					if c.protocol == to.protocol && c.address.Port == to.address.Port && (c.protocol == udp || c.listens) &&
						slices.Contains(countOut(c), to.address.IP.Unmap().String()) &&
						(best == nil || width(c, to.address.IP) <= width(best, to.address.IP)) {
						best = c
					}
				}
				found := n.find(to.protocol, to.address, func(c *claim) bool { return c.protocol == udp || c.listens })
				require.Same(t, best, found, "%v", to.address)
			}
		}
	})
}

// Ephemeral ports: even ones to who connects, odd ones to who binds, each to one until they
// are used up; then those of the others; then none.
func TestEphemeralPorts(t *testing.T) {
	var n network
	n.make()
	seen := map[uint16]bool{}
	take := func(connects bool) (*claim, Errno) {
		c := &claim{address: Address{IP: netip.IPv4Unspecified()}}
		errno := n.take(c, connects)
		return c, errno
	}
	for i := range lastEphemeral - firstEphemeral + 1 {
		c, errno := take(true)
		require.Zero(t, errno)
		require.False(t, seen[c.address.Port])
		seen[c.address.Port] = true
		if i < (lastEphemeral-firstEphemeral+1)/2 {
			require.Zero(t, c.address.Port%2)
		}
	}
	_, errno := take(true)
	require.Equal(t, EADDRNOTAVAIL, errno)
	_, errno = take(false)
	require.Equal(t, EADDRINUSE, errno)
	n.drop(n.ports[tcp][40_001][0])
	c, errno := take(true)
	require.Zero(t, errno)
	require.EqualValues(t, 40_001, c.address.Port)
}

// The memory that datagrams of various lengths take, by how many fit into a buffer on Linux.
func TestDatagramMemory(t *testing.T) {
	for _, c := range []struct{ bytes, fit int64 }{
		{0, 256}, {1, 256}, {100, 256}, {200, 166}, {500, 166}, {700, 92}, {1500, 92}, {1700, 48}, {3700, 48},
		{5000, 25}, {10_000, 12}, {30_000, 6}, {65_000, 3}, {65_507, 3},
	} {
		d := datagram{bytes: c.bytes}
		require.Equal(t, c.fit, DatagramBytes/d.memory(), "%d bytes", c.bytes)
	}
}

func TestAddressesAsText(t *testing.T) {
	for text, at := range map[string]Address{
		"":             {},
		"127.0.0.1:80": Loopback(80),
		"[::1]:80":     {IP: netip.IPv6Loopback(), Port: 80},
		"/tmp/s":       {Path: "/tmp/s"},
		"@name":        {Path: "\x00name"},
		"0.0.0.0:0":    {IP: netip.IPv4Unspecified()},
	} {
		require.Equal(t, text, at.String())
	}
	require.True(t, Address{}.IsZero())
	require.False(t, Loopback(0).IsZero())
}

// A path is there from the binding of a socket to its removal, by whatever name a process
// means it; one that is in no file system is never.
func TestSocketPaths(t *testing.T) {
	m, err := New(Config{Scheduler: scheduler.Defaults("rr", 1)})
	require.NoError(t, err)
	var seen []bool
	look := looks(func(m *Machine, t *Thread) {
		for _, name := range []string{"s", "/tmp/s", "../tmp/s", "/s", "", "\x00s"} {
			seen = append(seen, m.HasSocketPath(t.Process, name))
		}
	})
	m.Start(&ProcessSpec{Name: "A", Directory: "/tmp", Threads: []ThreadSpec{{Program: &list{operations: []Operation{
		&OpenSocket{Sort: UnixSocket}, &Bind{Descriptor: 3, To: Address{Path: "s"}}, look, &Close{Descriptor: 3},
		&OpenSocket{Sort: UnixSocket}, &Bind{Descriptor: 3, To: Address{Path: "\x00s"}}, look, &Unlink{Path: "/tmp/s"}, look,
	}}}}})
	m.Run()
	require.Equal(t, slices.Concat(
		[]bool{true, true, true, false, false, false}, []bool{true, true, true, false, false, false}, make([]bool, 6)), seen)
}

// looks is an operation that does nothing but look.
type looks func(m *Machine, t *Thread)

func (looks) CPUNs(*Machine, *Thread) int64 { return 0 }

func (l looks) Do(m *Machine, t *Thread) Progress {
	l(m, t)
	return Continue
}
