package sim

import "timeslice/sim/trace"

// object is something threads share or wait for: a lock, a channel, a disk.
type object interface {
	about() *identity
	// lack says what a thread that waits for the object is without, in words.
	lack(t *Thread) string
}

// identity is what all objects have: a number, a name and a sort.
type identity struct {
	id   trace.ObjectID
	name string
	sort trace.Reason
}

func (i *identity) about() *identity { return i }

// enter gives an object its number and tells the trace of it. capacity is its
// bytes, units or depth, 0 for unlimited.
func (m *Machine) enter(o object, sort trace.Reason, name string, capacity int64, cause trace.FactID) trace.ObjectID {
	if len(m.objects) == 0 {
		m.objects = append(m.objects, nil) // so that no object has the number NoObject
	}
	i := o.about()
	i.id, i.name, i.sort = trace.ObjectID(len(m.objects)), name, sort
	m.objects = append(m.objects, o)
	m.tell(trace.Fact{
		Kind: trace.KindObject, Reason: sort, Object: int32(i.id),
		A: capacity, B: int64(m.recorder.Intern(name)), Cause: cause,
	})
	return i.id
}

// find returns the object of a number if it is of the sort asked for.
func find[T object](m *Machine, id trace.ObjectID) (found T, ok bool) {
	if id > trace.NoObject && int(id) < len(m.objects) {
		found, ok = m.objects[id].(T)
	}
	return found, ok
}

// end is one end of a channel, or a socket that listens. An open file
// description holds it; the table of descriptors tells it when a description is
// made and when nobody has that description any more.
type end interface {
	// channel is the object the end belongs to, for the record.
	channel() trace.ObjectID
	// acquire counts one more open file description.
	acquire()
	// release counts one less; with the last one the end is closed. cause is
	// the fact that closed it.
	release(m *Machine, cause trace.FactID)
}

// Way is a direction in which bytes go through a channel.
type Way uint8

// The ways. A socket goes both ways, and either names its one end.
const (
	Reading Way = iota
	Writing
)

// endOf returns the end of a channel of a scenario that a process gets when it
// opens the channel: of a pipe the one for that way, of a socket its only one, of
// a listening address the socket that listens. False if the object is no channel.
func (m *Machine) endOf(id trace.ObjectID, way Way) (end, bool) {
	if id <= trace.NoObject || int(id) >= len(m.objects) {
		return nil, false
	}
	switch o := m.objects[id].(type) {
	case *pipe:
		return o.end(way), true
	case *socket:
		return o, true
	case *listener:
		return o, true
	}
	return nil, false
}
