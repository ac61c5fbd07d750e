package sentence

import (
	"strconv"

	"timeslice/render/view/names"
	"timeslice/sim/trace"
)

// Field is one thing that a fact or a candidate tells, with what it is called.
type Field struct {
	Label string
	Value Sentence
}

// Fields lists all that a fact tells, one by one, for who wants to see more than
// its sentence.
func (l *Teller) Fields(t *trace.Trace, id trace.FactID) []Field {
	f, schema := t.Fact(id), t.Fact(id).Kind.Schema()
	d := l.at(id)
	fields := []Field{
		l.field("fact", link("", strconv.Itoa(int(id)), names.FactRef(id))),
		l.field("instant", instant("", f.Time)),
		l.field("kind", text("", l.Kind(f.Kind))),
	}
	if f.Thread != trace.NoThread {
		fields = append(fields, l.field("thread", d.thread("", f.Thread)))
	}
	if f.Core >= 0 {
		fields = append(fields, l.field("core", l.core("", f.Core)))
	}
	if f.Reason != trace.ReasonNone {
		fields = append(fields, l.field("reason", text("", f.Reason.String())))
	}
	fields = d.general(fields, t, &f, schema.Object, int64(f.Object))
	fields = d.general(fields, t, &f, schema.A, f.A)
	fields = d.general(fields, t, &f, schema.B, f.B)
	if f.Cause > trace.NoFact && f.Cause < id {
		cause := l.Fact(t, f.Cause)
		cause.Spans = []Span{{To: len(cause.Text), Ref: names.FactRef(f.Cause)}}
		fields = append(fields, Field{l.words.Say("sentence.field.cause"), cause})
	}
	return fields
}

func (l *Teller) field(name string, v value) Field {
	w := writer{wide: l.wide()}
	w.value(&v)
	return Field{l.words.Say("sentence.field." + name), w.sentence()}
}

// general adds one of the fields whose meaning depends on the kind, unless it
// tells nothing.
func (l dated) general(fields []Field, t *trace.Trace, f *trace.Fact, field trace.Field, n int64) []Field {
	if field.Role == trace.RoleNone || n == 0 && !zeroTells(field.Role) {
		return fields
	}
	if field.Name == "key" || field.Name == "key2" {
		if f.Kind == trace.KindReady || f.Kind == trace.KindPreempt || f.Kind == trace.KindMigrate {
			return l.keyed(fields, t.Property("policy"), f, field.Name, n)
		}
	}
	v := l.roleValue(t, field.Role, n)
	if v.text == "" && v.whole == nil {
		return fields // an empty line, a thread without a name
	}
	return append(fields, l.field(field.Name, v))
}

// keyed adds a key under what it means for the policy of the run.
func (l dated) keyed(fields []Field, policy string, f *trace.Fact, name string, n int64) []Field {
	for _, key := range keysOf(policy, 0) {
		if key.second == (name == "key2") {
			fields = append(fields, l.field(key.name, key.value(n)))
		}
	}
	return fields
}

// zeroTells reports whether 0 says something in a field of a role.
func zeroTells(role trace.Role) bool {
	switch role {
	case trace.RoleNumber, trace.RoleBytes, trace.RoleCore:
		return true
	}
	return false
}

func (l dated) roleValue(t *trace.Trace, role trace.Role, n int64) value {
	switch role {
	case trace.RoleNanoseconds:
		return length("", n)
	case trace.RoleInstant:
		if at, limited := known(n); limited {
			return instant("", at)
		}
		return text("", l.words.Say("sentence.never"))
	case trace.RoleBytes:
		return bytes("", n)
	case trace.RoleThread:
		return l.thread("", trace.ThreadID(n))
	case trace.RoleProcess:
		return l.process("", trace.ProcessID(n))
	case trace.RoleCore:
		return l.core("", trace.CoreID(n))
	case trace.RoleObject:
		return l.object("", trace.ObjectID(n))
	case trace.RoleGroup:
		return l.group("", trace.GroupID(n))
	case trace.RoleString:
		return text("", Quote(t.Text(trace.StringID(n))))
	case trace.RoleSignal:
		return text("", trace.SignalName(int(n)))
	}
	return number("", n)
}

// key is one of a policy's keys for a thread that waits.
type key struct {
	name   string // of its text
	second bool   // it is Key2
	unit   trace.Role
}

func (k *key) value(n int64) value {
	switch k.unit {
	case trace.RoleNanoseconds:
		return length("", n)
	case trace.RoleInstant:
		return instant("", trace.Time(n))
	}
	return number("", n)
}

// keysOf is what the keys of threads of a class mean under a policy, as package
// scheduler writes them down.
func keysOf(policy string, class uint8) []key {
	if class > 0 {
		return []key{{"priority", false, trace.RoleNumber}}
	}
	switch policy {
	case "fifo", "rr":
		return []key{{"since", false, trace.RoleInstant}}
	case "sjf":
		return []key{{"burst", false, trace.RoleNanoseconds}}
	case "stcf":
		return []key{{"left", false, trace.RoleNanoseconds}}
	case "hrrn":
		return []key{{"since", false, trace.RoleInstant}, {"burst", true, trace.RoleNanoseconds}}
	case "priority":
		return []key{{"priority", false, trace.RoleNumber}, {"own-priority", true, trace.RoleNumber}}
	case "mlfq":
		return []key{{"level", false, trace.RoleNumber}, {"used", true, trace.RoleNanoseconds}}
	case "lottery":
		return []key{{"tickets", true, trace.RoleNumber}}
	case "stride":
		return []key{{"pass", false, trace.RoleNumber}}
	case "cfs":
		return []key{{"vruntime", false, trace.RoleNanoseconds}, {"weight", true, trace.RoleNumber}}
	case "eevdf":
		return []key{{"deadline", false, trace.RoleNanoseconds}, {"vruntime", true, trace.RoleNanoseconds}}
	}
	return []key{{"key", false, trace.RoleNumber}, {"key2", true, trace.RoleNumber}}
}

// Keys lists the keys of a candidate for a core, by what they mean under the
// policy of the run; none if they are not known.
func (l *Teller) Keys(t *trace.Trace, c *trace.Candidate) []Field {
	if !c.KeysKnown {
		return nil
	}
	var fields []Field
	for _, k := range keysOf(t.Property("policy"), c.Class) {
		n := c.Key
		if k.second {
			n = c.Key2
		}
		fields = append(fields, l.field(k.name, k.value(n)))
	}
	return fields
}
