package sim

import (
	"math/bits"
	"net/netip"
	"slices"

	"timeslice/sim/trace"
)

// DatagramBytes is how much memory the datagrams may take that wait at a socket
// (net.core.rmem_default).
const DatagramBytes = 212_992

// datagramSocket sends and receives datagrams over the loopback network (udp(7)).
// Each is received whole or not at all. What does not fit into the receiver's buffer
// when it arrives is lost, and so is what is sent to a port that nobody has; a sender
// that is connected learns of that by its next call.
type datagramSocket struct {
	identity
	polls
	naming
	open      int
	broadcast bool
	room      [2]int64   // of what may wait to be received, and to be sent
	queue     []datagram // what has arrived, in order
	under     []datagram // what has not
	held      int64      // bytes of both
	used      int64      // memory of what has arrived, as the kernel counts it
	readers   waitQueue
	failure   Errno // what the next call is told
}

// datagram is one message.
type datagram struct {
	bytes int64
	data  []byte // what it says; nil for a mere number of bytes
	from  Address
	sent  trace.FactID
	// lost says that it is not a datagram, but the news that one was not received.
	lost bool
	// gone says that there is nothing: an edit has lost it.
	gone bool
}

// memory is what the kernel counts for a datagram: its bytes and 384 more, rounded
// up to what its allocator has (powers of two, and 576), and a header. Measured: 256
// datagrams of up to 100 bytes fill a buffer, 166 of 500, 92 of 1500, 48 of 3700.
func (d *datagram) memory() int64 {
	const (
		overhead, header = 384, 256
		least, most      = 576, 1 << 16
	)
	size := d.bytes + overhead
	if size <= least {
		return least + header
	}
	return min(int64(1)<<bits.Len64(uint64(size-1)), most) + header
}

// size is what a datagram takes of the computer that simulates.
func (d *datagram) size() int64 { return int64(len(d.data)) + rowBytes }

func (m *Machine) newDatagramSocket(name string, cause trace.FactID) *datagramSocket {
	d := &datagramSocket{room: [2]int64{DatagramBytes, DatagramBytes}}
	d.of = d
	d.readers.object = m.enter(d, trace.ReasonDatagramSocket, name, DatagramBytes, cause)
	d.readers.owner = d
	return d
}

func (d *datagramSocket) channel() trace.ObjectID { return d.id }

func (d *datagramSocket) acquire() { d.open++ }

// release closes the socket: what waits there, or is underway, is lost.
func (d *datagramSocket) release(m *Machine, cause trace.FactID) {
	if d.open--; d.open > 0 {
		return
	}
	m.network.drop(d.claim)
	m.callAll(&d.readers, trace.ReasonClosed, cause)
	for _, waits := range slices.Concat(d.queue, d.under) {
		if !waits.gone {
			m.channelsHold(-waits.size())
		}
	}
	if len(d.queue)+len(d.under) > 0 {
		m.tell(trace.Fact{
			Kind: trace.KindDrop, Reason: trace.ReasonClosed, Object: int32(d.id), A: d.held, Cause: cause,
		})
	}
	m.objects[d.id] = nil
}

func (d *datagramSocket) readiness() Readiness {
	now := Writable
	if len(d.queue) > 0 {
		now |= Readable
	}
	if d.failure != 0 {
		now |= Failed | Readable
	}
	return now
}

func (d *datagramSocket) lack(*Thread) string {
	return "a datagram at socket " + d.name + ", to which nobody sends"
}

// callNext implements caller.
func (d *datagramSocket) callNext(m *Machine, cause trace.FactID) {
	d.tell(m, cause)
	for (len(d.queue) > 0 || d.failure != 0) && d.readers.called == 0 && d.readers.first != nil {
		m.call(&d.readers, d.readers.first, trace.ReasonData, cause)
	}
}

// datagramSocket is the one to which a descriptor refers, nil if it is none.
func (p *Process) datagramSocket(number int) *datagramSocket {
	if file := p.file(number); file != nil {
		d, _ := file.end.(*datagramSocket)
		return d
	}
	return nil
}

// connectDatagrams says with whom alone a socket talks; no address undoes that.
func (m *Machine) connectDatagrams(t *Thread, d *datagramSocket, to Address) {
	errno := Errno(0)
	switch {
	case to.IsZero():
		d.remote = Address{}
		d.forget(m)
	case !d.mayName(true, to):
		errno = EAFNOSUPPORT
	default:
		errno = m.reach(t, d, &to)
	}
	if errno != 0 {
		m.fail(t, errno, "connect", int32(d.id))
		return
	}
	d.remote = to.within(d.domain)
	if !to.IsZero() && d.local.IP.IsUnspecified() { // it has the address that it sends from (ip4_datagram_connect)
		d.local = Address{IP: d.source(to).IP, Port: d.local.Port}.within(d.domain)
	}
	t.succeed(0)
}

// reach makes an address a definite one of this machine's, and sees to it that who
// sends to it has a port of its own.
func (m *Machine) reach(t *Thread, d *datagramSocket, to *Address) Errno {
	switch {
	case to.IP == broadcastIP():
		if !d.broadcast {
			return EACCES
		}
		return ENETUNREACH
	case !local(to.IP):
		return ENETUNREACH
	}
	to.IP = definite(to.IP)
	if d.domain == noDomain {
		d.domain = to.domain()
	}
	if d.claim == nil {
		ip := anyOf(d.domain)
		if d.local.IP.IsValid() { // it had a port, and forgot it
			ip = d.local.IP
		}
		return m.bindPort(t, d, &d.naming, udp, &Bind{To: Address{IP: ip}})
	}
	return 0
}

// forget takes from a socket that is connected no more what it was not bound to: the
// address that it sent from, and a port that the system chose. (__udp_disconnect)
func (d *datagramSocket) forget(m *Machine) {
	if d.claim == nil {
		return
	}
	d.local = d.claim.address.within(d.domain)
	if d.anyPort {
		m.network.drop(d.claim)
		d.claim = nil
		d.local.Port = 0
	}
}

func broadcastIP() netip.Addr { return netip.AddrFrom4([4]byte{255, 255, 255, 255}) }

// SetBroadcast says whether a datagram socket may send to all (SO_BROADCAST). EBADF
// and ENOTSOCK for what is none.
type SetBroadcast struct {
	Descriptor int
	On         bool
}

// CPUNs is the cost of a system call.
func (s *SetBroadcast) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do sets the mark.
func (s *SetBroadcast) Do(m *Machine, t *Thread) Progress {
	if d, ok := m.datagrams(t, s.Descriptor, "setsockopt"); ok {
		d.broadcast = s.On
		t.succeed(0)
	}
	return Continue
}

// SetRoom says how much may wait at a datagram socket (SO_RCVBUF, SO_SNDBUF; what is
// sent never waits), and asks how much that is if Bytes is 0. EBADF and ENOTSOCK for
// what is none.
type SetRoom struct {
	Descriptor int
	Sending    bool
	Bytes      int64
}

// CPUNs is the cost of a system call.
func (s *SetRoom) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do makes it twice what is asked for, as the kernel's own records count, within its
// limits. (sk_setsockopt: net.core.rmem_max, SOCK_MIN_RCVBUF, SOCK_MIN_SNDBUF)
func (s *SetRoom) Do(m *Machine, t *Thread) Progress {
	d, ok := m.datagrams(t, s.Descriptor, "setsockopt")
	if !ok {
		return Continue
	}
	which, least := 0, int64(2304)
	if s.Sending {
		which, least = 1, 4608
	}
	if s.Bytes > 0 {
		d.room[which] = max(2*min(s.Bytes, DatagramBytes), least)
	}
	t.succeed(d.room[which])
	return Continue
}

// datagrams is the datagram socket that a call is about; the call fails if it is none.
func (m *Machine) datagrams(t *Thread, descriptor int, call string) (*datagramSocket, bool) {
	d, file := t.Process.datagramSocket(descriptor), t.Process.file(descriptor)
	switch {
	case file == nil:
		m.fail(t, EBADF, call, 0)
	case d == nil:
		m.fail(t, ENOTSOCK, call, int32(file.object))
	}
	return d, d != nil
}

// SendTo sends a datagram to an address, or, without one, to whom the socket is
// connected with (sendto(2)). It never waits. The result is how many bytes it has,
// also if nobody gets it. A socket without a port gets an ephemeral one.
//
// EDESTADDRREQ without an address, EINVAL for port 0, EMSGSIZE for more than fits into
// a packet, ENETUNREACH for addresses that are not this machine's and so for groups
// (multicast), EACCES for 255.255.255.255 unless the socket may broadcast, ECONNREFUSED
// if it is connected and what it sent before found nobody, EBADF and ENOTSOCK for what
// is no datagram socket.
type SendTo struct {
	Descriptor int
	To         Address
	Bytes      int64 // without Data
	Data       []byte
}

func (s *SendTo) bytes() int64 {
	if s.Data != nil {
		return int64(len(s.Data))
	}
	return max(s.Bytes, 0)
}

// CPUNs is the cost of the call and of copying the bytes.
func (s *SendTo) CPUNs(m *Machine, _ *Thread) int64 {
	return m.costs.LoopbackCallNs + min(s.bytes(), mostDatagram6)*m.costs.CopyPerKiBNs/1024
}

// How much fits into a packet, besides the headers.
const (
	mostDatagram4 = 65_507
	mostDatagram6 = 65_527
)

// Do sends it.
func (s *SendTo) Do(m *Machine, t *Thread) Progress {
	d, ok := m.datagrams(t, s.Descriptor, "send")
	if !ok {
		return Continue
	}
	to := s.To
	if to.IsZero() {
		to = d.remote
	}
	errno := d.failure
	d.failure = 0
	switch {
	case errno != 0:
	case to.IsZero():
		errno = EDESTADDRREQ
	case !d.mayName(true, to):
		errno = EAFNOSUPPORT
	case to.Port == 0:
		errno = EINVAL
	case s.bytes() > mostDatagram(to.IP):
		errno = EMSGSIZE
	default:
		errno = m.reach(t, d, &to)
	}
	if errno != 0 {
		m.fail(t, errno, "send", int32(d.id))
		return Continue
	}
	m.post(t, d, to, &datagram{bytes: s.bytes(), data: append([]byte(nil), s.Data...), from: d.source(to)})
	t.succeed(s.bytes())
	return Continue
}

func mostDatagram(ip netip.Addr) int64 {
	if ip.Unmap().Is4() {
		return mostDatagram4
	}
	return mostDatagram6
}

// source is from where what a socket sends to an address comes.
func (d *datagramSocket) source(to Address) Address {
	from := d.local
	if from.IP.Unmap().IsUnspecified() {
		from.IP = loopbackOf(to.IP)
	}
	from.IP = from.IP.Unmap()
	return from
}

// post lets a datagram go to whoever has the address.
func (m *Machine) post(t *Thread, d *datagramSocket, to Address, what *datagram) {
	c := m.network.find(udp, to, func(c *claim) bool { return c.by.(*datagramSocket).hears(what.from) })
	if c == nil {
		lost := m.tell(trace.Fact{
			Kind: trace.KindDrop, Reason: trace.ReasonNobody, Thread: t.ID, Object: int32(d.id),
			A: what.bytes, B: d.held, Cause: t.lastFact,
		})
		if d.remote == to.within(d.domain) {
			m.comesTo(d, &datagram{sent: lost, lost: true})
		}
		return
	}
	receiver := c.by.(*datagramSocket)
	receiver.held += what.bytes
	m.channelsHold(what.size())
	what.sent = m.tell(trace.Fact{
		Kind: trace.KindSend, Thread: t.ID, Object: int32(receiver.id),
		A: what.bytes, B: receiver.held, Cause: t.lastFact,
	})
	m.comesTo(receiver, what)
}

// hears reports whether a socket receives what comes from an address.
func (d *datagramSocket) hears(from Address) bool {
	return d.remote.IsZero() || d.remote.within(ip4Domain) == from.within(ip4Domain)
}

// comesTo lets a datagram, or the news of a lost one, come to a socket.
func (m *Machine) comesTo(d *datagramSocket, what *datagram) {
	d.under = append(d.under, *what)
	if m.costs.LoopbackNs == 0 {
		d.arrive(m)
		return
	}
	m.agenda.plan(m.after(m.costs.LoopbackNs), rankWake, errandArrive, int32(d.id), 0)
}

// arrive lets what was underway the longest be there, if there is room.
func (d *datagramSocket) arrive(m *Machine) {
	what := d.under[0]
	d.under = d.under[1:]
	switch {
	case what.gone:
		return
	case what.lost:
		if d.remote.IsZero() {
			return
		}
		d.failure = ECONNREFUSED
		what.sent = m.tell(trace.Fact{
			Kind: trace.KindReset, Object: int32(d.id), A: int64(d.failure), Cause: what.sent,
		})
	case d.used+what.memory() > d.room[0]:
		d.held -= what.bytes
		m.channelsHold(-what.size())
		m.tell(trace.Fact{
			Kind: trace.KindDrop, Reason: trace.ReasonFull, Object: int32(d.id), A: what.bytes, B: d.held, Cause: what.sent,
		})
		return
	default:
		d.used += what.memory()
		d.queue = append(d.queue, what)
	}
	d.callNext(m, what.sent)
}

// ReceiveFrom receives a datagram, or waits for one (recvfrom(2)). The result is how
// many of its bytes are given, at most Bytes if that is not 0; the others are lost.
// Who sent it is in [Thread.From], what it says in [Thread.Data].
//
// EAGAIN instead of waiting if NoWait is set, and after TimeoutNs if that is not 0,
// EINTR if a signal was caught meanwhile, ECONNREFUSED as of [SendTo], EBADF and
// ENOTSOCK for what is no datagram socket.
type ReceiveFrom struct {
	Descriptor int
	Bytes      int64
	NoWait     bool
	TimeoutNs  int64
}

// CPUNs is the cost of the call and of copying the bytes.
func (r *ReceiveFrom) CPUNs(m *Machine, t *Thread) int64 {
	bytes := int64(0)
	if d := t.Process.datagramSocket(r.Descriptor); d != nil && len(d.queue) > 0 {
		bytes = d.queue[0].bytes
	}
	return m.costs.LoopbackCallNs + bytes*m.costs.CopyPerKiBNs/1024
}

// Do receives it, or blocks.
func (r *ReceiveFrom) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	d, ok := m.datagrams(t, r.Descriptor, "receive")
	switch {
	case !ok:
	case d.failure != 0:
		errno := d.failure
		d.failure = 0
		m.fail(t, errno, "receive", int32(d.id))
		d.callNext(m, t.lastFact)
	case len(d.queue) > 0:
		m.pick(t, d, r.Bytes)
	case r.NoWait || c.late:
		m.fail(t, EAGAIN, "receive", int32(d.id))
	default:
		m.deadline(&c, r.TimeoutNs)
		return m.lineUp(t, &d.readers, trace.ReasonData, r.Bytes, c)
	}
	return Continue
}

// pick gives t the first datagram.
func (m *Machine) pick(t *Thread, d *datagramSocket, most int64) {
	what := d.queue[0]
	d.queue = d.queue[1:]
	d.used -= what.memory()
	d.held -= what.bytes
	m.channelsHold(-what.size())
	given := what.bytes
	if most > 0 {
		given = min(given, most)
	}
	t.succeed(given)
	t.From, t.Data = what.from.within(d.domain), what.data
	if what.data != nil {
		t.Data = what.data[:given]
	}
	d.callNext(m, m.tell(trace.Fact{
		Kind: trace.KindReceive, Thread: t.ID, Object: int32(d.id), A: what.bytes, B: d.held, Cause: t.lastFact,
	}))
}
