package sim

import (
	"net/netip"

	"timeslice/sim/trace"
)

// SocketSort is what sort of socket a socket is.
type SocketSort uint8

// The sorts.
const (
	TCPSocket SocketSort = iota
	UDPSocket
	UnixSocket // a stream of the UNIX domain
)

// OpenSocket makes a socket (socket(2)). The result is its descriptor. Without a
// name it is called by its first address. EMFILE if too many are open.
type OpenSocket struct {
	Sort        SocketSort
	Name        string
	CloseOnExec bool
}

// CPUNs is the cost of a system call.
func (o *OpenSocket) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do makes it.
func (o *OpenSocket) Do(m *Machine, t *Thread) Progress {
	if !t.Process.hasRoom() {
		m.fail(t, EMFILE, "socket", 0)
		return Continue
	}
	if o.Sort == UDPSocket {
		m.opensAs(t, m.newDatagramSocket(o.Name, t.lastFact), o.CloseOnExec, "socket")
		return Continue
	}
	s := m.newSocket(o.Sort == TCPSocket)
	if o.Sort == UnixSocket {
		s.domain = unixDomain
	}
	m.enterSocket(s, trace.ReasonSocket, o.Name, 0, t.lastFact)
	m.opensAs(t, s, o.CloseOnExec, "socket")
	return Continue
}

// Bind gives a socket an address (bind(2)): a port of an address of this machine,
// which is any of 127.0.0.0/8, ::1, or 0.0.0.0 or ::, which stand for all; port 0
// means one that is free. The socket :: takes what comes to addresses of IPv4 too,
// unless OnlyIPv6 is set. Reuse is SO_REUSEADDR: by it TCP sockets may have one
// address as long as none of them listens, and UDP sockets always. Or a path, which
// stays when the socket is closed, until it is removed by [Unlink].
//
// EINVAL if the socket has an address, EACCES for ports below 1024 if the user is
// not root (ip_unprivileged_port_start), EADDRNOTAVAIL for addresses that are not
// this machine's, EADDRINUSE, EAFNOSUPPORT for an address of another domain, EBADF
// and ENOTSOCK for what is no socket.
type Bind struct {
	Descriptor      int
	To              Address
	Reuse, OnlyIPv6 bool

	connects bool // it is for a connection: that asks for no rights
}

// CPUNs is the cost of a system call.
func (b *Bind) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do gives it.
func (b *Bind) Do(m *Machine, t *Thread) Progress {
	file := t.Process.file(b.Descriptor)
	if file == nil {
		m.fail(t, EBADF, "bind", 0)
		return Continue
	}
	var errno Errno
	switch e := file.end.(type) {
	case *socket:
		if e.network {
			errno = m.bindPort(t, e, &e.naming, tcp, b)
		} else {
			errno = m.bindPath(t, e, b.To)
		}
	case *datagramSocket:
		errno = m.bindPort(t, e, &e.naming, udp, b)
	case *listener:
		errno = EINVAL
	default:
		errno = ENOTSOCK
	}
	if errno != 0 {
		m.fail(t, errno, "bind", int32(file.object))
	} else {
		t.succeed(0)
	}
	return Continue
}

// naming is what a socket is found by, and what it is connected with.
type naming struct {
	local, remote Address
	domain        domain
	claim         *claim // on a port
	anyPort       bool   // which the system chose
}

// mayName reports whether an address is of a domain that the socket can name.
func (n *naming) mayName(network bool, to Address) bool {
	switch n.domain {
	case noDomain:
		return network == to.IP.IsValid()
	case ip6Domain:
		return to.IP.IsValid()
	}
	return to.domain() == n.domain
}

// bindPort gives a socket a port.
func (m *Machine) bindPort(t *Thread, by end, n *naming, p protocol, b *Bind) Errno {
	switch {
	case n.claim != nil:
		return EINVAL
	case !n.mayName(true, b.To):
		return EAFNOSUPPORT
	case !local(b.To.IP):
		return EADDRNOTAVAIL
	case b.To.Port > 0 && b.To.Port < firstUnprivileged && t.Process.User != "root":
		return EACCES
	}
	claim := &claim{address: b.To, protocol: p, onlyIPv6: b.OnlyIPv6, reuse: b.Reuse, by: by}
	if errno := m.network.take(claim, b.connects); errno != 0 {
		return errno
	}
	if n.domain == noDomain {
		n.domain = b.To.domain()
	}
	n.claim, n.local, n.anyPort = claim, claim.address.within(n.domain), b.To.Port == 0
	m.tellBound(t, by, n.local)
	return 0
}

// bindPath gives a socket of the UNIX domain a path.
func (m *Machine) bindPath(t *Thread, s *socket, to Address) Errno {
	switch {
	case !s.mayName(false, to):
		return EAFNOSUPPORT
	case !s.local.IsZero(), to.Path == "", len(to.Path) > longestPath:
		return EINVAL
	}
	name := t.Process.socketPath(to.Path)
	if m.network.paths[name] != nil {
		return EADDRINUSE
	}
	m.network.paths[name] = &pathName{by: s}
	s.local = Address{Path: name}
	m.tellBound(t, s, s.local)
	return 0
}

// tellBound records that a socket has an address, by which it is called if it had
// no name.
func (m *Machine) tellBound(t *Thread, e end, at Address) {
	if about := m.objects[e.channel()].about(); about.name == "" {
		about.name = at.String()
	}
	m.tell(trace.Fact{
		Kind: trace.KindBind, Thread: identify(t), Object: int32(e.channel()),
		B: int64(m.recorder.Intern(at.String())), Cause: t.lastFact,
	})
}

// followPath lets a path lead to another end of the same socket.
func (m *Machine) followPath(at Address, to end) {
	if name := m.network.paths[at.Path]; name != nil && at.Path != "" {
		name.by = to
	}
}

// leavePath is told that a socket is closed: its path leads nowhere then. One that
// is in no file system is gone.
func (m *Machine) leavePath(at Address, by end) {
	name := m.network.paths[at.Path]
	switch {
	case name == nil || name.by != by:
	case at.Path[0] == 0:
		delete(m.network.paths, at.Path)
	default:
		name.by = nil
	}
}

// Unlink removes the path of a socket (unlink(2)); who is connected stays so.
// ENOENT if no socket was bound to it.
type Unlink struct{ Path string }

// CPUNs is the cost of a system call.
func (u *Unlink) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do removes it.
func (u *Unlink) Do(m *Machine, t *Thread) Progress {
	name := t.Process.socketPath(u.Path)
	if m.network.paths[name] == nil || name[0] == 0 {
		m.fail(t, ENOENT, "unlink", 0)
		return Continue
	}
	delete(m.network.paths, name)
	t.succeed(0)
	return Continue
}

// HasSocketPath reports whether there is a socket's path in the file system, as a
// process names it.
func (m *Machine) HasSocketPath(p *Process, name string) bool {
	return name != "" && name[0] != 0 && m.network.paths[p.socketPath(name)] != nil
}

// definite is the address that an address means to who connects to it: that of the
// loopback, for the one that stands for all.
func definite(ip netip.Addr) netip.Addr {
	if ip.Unmap().IsUnspecified() {
		return loopbackOf(ip)
	}
	return ip
}

// loopbackOf is the loopback address of the domain of an address.
func loopbackOf(ip netip.Addr) netip.Addr {
	if ip.Unmap().Is4() {
		return netip.AddrFrom4([4]byte{127, 0, 0, 1})
	}
	return netip.IPv6Loopback()
}

// anyOf is the address of a domain that stands for all.
func anyOf(f domain) netip.Addr {
	if f == ip6Domain {
		return netip.IPv6Unspecified()
	}
	return netip.IPv4Unspecified()
}

// naming is how a socket is called to which a descriptor refers, nil if it is none.
func (p *Process) naming(number int) *naming {
	file := p.file(number)
	if file == nil {
		return nil
	}
	switch e := file.end.(type) {
	case *socket:
		return &e.naming
	case *listener:
		return &e.naming
	case *datagramSocket:
		return &e.naming
	}
	return nil
}

// LocalAddress is the address of a socket to which a descriptor refers, none if it
// has none (getsockname(2)); not ok if it is no socket.
func (p *Process) LocalAddress(descriptor int) (at Address, ok bool) {
	if n := p.naming(descriptor); n != nil {
		return n.local, true
	}
	return Address{}, false
}

// PeerAddress is the address with which a socket is connected, none for a path that
// nobody bound (getpeername(2)); not ok if it is not connected.
func (p *Process) PeerAddress(descriptor int) (at Address, ok bool) {
	file := p.file(descriptor)
	if file == nil {
		return Address{}, false
	}
	switch e := file.end.(type) {
	case *socket:
		return e.remote, e.peer != nil
	case *datagramSocket:
		return e.remote, !e.remote.IsZero()
	}
	return Address{}, false
}
