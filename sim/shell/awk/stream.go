package awk

// Host is the world of a program: its input and output, and the processes that it
// starts.
type Host interface {
	// Owe tells that so many steps have been done.
	Owe(steps int)
	// Open opens a file for reading; "-" is standard input. fault says why not.
	Open(file string) (in Source, fault string)
	// Create opens a file for writing.
	Create(file string, appends bool) (out Sink, fault string)
	// ReadFrom starts a command whose output is read, WriteTo one that is written to.
	ReadFrom(command string) Source
	WriteTo(command string) Sink
	// System runs a command and gives its exit status.
	System(command string) int
	// Output is standard output; Flush lets what was written be seen.
	Output(data string)
	Flush()
	Complain(text string)
	Environment() []string
	// Seed begins the random numbers anew without a seed being given.
	Seed() int64
}

// Source is what is read from, piece by piece; nil at the end.
type Source interface {
	Read() []byte
	Close() int
}

// Sink is what is written to.
type Sink interface {
	Write(data string)
	Flush()
	Close() int
}

// reader gives the records of a source.
type reader struct {
	source Source
	rest   []byte
	ended  bool
}

// more reads another piece; false at the end.
func (r *reader) more() bool {
	if r.ended {
		return false
	}
	piece := r.source.Read()
	if len(piece) == 0 {
		r.ended = true
		return false
	}
	if r.rest = append(r.rest, piece...); len(r.rest) > mostHeld {
		panic(failure{"out of memory"})
	}
	return true
}

// stream is a file or command that a program has open, by name.
type stream struct {
	name string
	in   *reader
	out  Sink
}

func (m *machine) find(name string, reads bool) *stream {
	for _, s := range m.streams {
		if s.name == name && (s.in != nil) == reads {
			return s
		}
	}
	return nil
}

// input is what getline reads from, -1 if it cannot be opened.
func (m *machine) input(kind, name string) *reader {
	if s := m.find(name, true); s != nil {
		return s.in
	}
	var source Source
	if kind == "|" {
		m.flush()
		source = m.host.ReadFrom(name)
	} else {
		var fault string
		if source, fault = m.host.Open(name); fault != "" {
			return nil
		}
	}
	s := &stream{name: name, in: &reader{source: source}}
	m.streams = append(m.streams, s)
	return s.in
}

// output is what print writes to.
func (m *machine) output(kind, name string) Sink {
	if s := m.find(name, false); s != nil {
		return s.out
	}
	var sink Sink
	if kind == "|" {
		m.flush()
		sink = m.host.WriteTo(name)
	} else {
		var fault string
		if sink, fault = m.host.Create(name, kind == ">>"); fault != "" {
			panic(failure{`cannot open "` + name + `" for output`})
		}
	}
	m.streams = append(m.streams, &stream{name: name, out: sink})
	return sink
}

func (m *machine) flush() {
	m.host.Flush()
	for _, s := range m.streams {
		if s.out != nil {
			s.out.Flush()
		}
	}
}

// closeStream closes what has a name, and gives what its command ended with.
func (m *machine) closeStream(name string) int {
	status := -1
	kept := m.streams[:0]
	for _, s := range m.streams {
		switch {
		case s.name != name:
			kept = append(kept, s)
		case s.in != nil:
			status = s.in.source.Close()
		default:
			status = s.out.Close()
		}
	}
	m.streams = kept
	return status
}
