package awk

import (
	"bytes"
	"regexp"
	"strings"
)

// nextRecord is the next record of a reader, as RS says where it ends.
func (m *machine) nextRecord(r *reader) (string, bool) {
	separator := m.variable("RS").string("%.6g")
	switch {
	case separator == "":
		return r.paragraph()
	case len(separator) == 1:
		return r.until(separator[0])
	}
	return r.untilMatch(m.regexp(separator))
}

func (r *reader) until(separator byte) (string, bool) {
	for searched := 0; ; {
		if at := bytes.IndexByte(r.rest[searched:], separator); at >= 0 {
			record := string(r.rest[:searched+at])
			r.rest = r.rest[searched+at+1:]
			return record, true
		}
		searched = len(r.rest)
		if !r.more() {
			return r.remaining()
		}
	}
}

// remaining is the last record, which nothing ends.
func (r *reader) remaining() (string, bool) {
	record := string(r.rest)
	r.rest = nil
	return record, record != ""
}

// paragraph is what stands between empty lines.
func (r *reader) paragraph() (string, bool) {
	for r.more() {
		// All of it: what follows a paragraph decides where it ends.
	}
	r.rest = bytes.TrimLeft(r.rest, "\n")
	at := bytes.Index(r.rest, []byte("\n\n"))
	if at < 0 {
		r.rest = bytes.TrimSuffix(r.rest, []byte("\n"))
		return r.remaining()
	}
	record := string(r.rest[:at])
	r.rest = bytes.TrimLeft(r.rest[at:], "\n")
	return record, true
}

func (r *reader) untilMatch(separator *regexp.Regexp) (string, bool) {
	for r.more() {
	}
	at := separator.FindIndex(r.rest)
	if at == nil || at[1] == 0 {
		return r.remaining()
	}
	record := string(r.rest[:at[0]])
	r.rest = r.rest[at[1]:]
	return record, true
}

// setRecord makes a text the record; its fields are split when they are asked for.
func (m *machine) setRecord(text string) {
	m.record, m.fields, m.split, m.joined = text, nil, false, true
}

// splitRecord finds the fields of the record.
func (m *machine) splitRecord() {
	if m.split {
		return
	}
	m.split = true
	parts := m.splitText(m.record, m.variable("FS").string("%.6g"), m.variable("RS").string("%.6g") == "")
	m.fields = make([]value, len(parts))
	for i, part := range parts {
		m.fields[i] = ofInput(part)
	}
}

// splitText splits by a separator: " " is any white space, another character is
// itself, more are a regular expression, nothing splits into characters.
func (m *machine) splitText(text, separator string, lines bool) []string {
	switch {
	case separator == " ":
		return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' })
	case text == "":
		return nil
	case separator == "":
		parts := make([]string, len(text))
		for i := range len(text) {
			parts[i] = text[i : i+1]
		}
		return parts
	case lines:
		if len(separator) == 1 {
			separator = regexp.QuoteMeta(separator)
		}
		return splitBy(m.regexp("("+separator+")|\n"), text)
	case len(separator) == 1 && separator != "\\":
		return strings.Split(text, separator)
	}
	return splitBy(m.regexp(separator), text)
}

// splitBy splits where something is matched that is not empty.
func splitBy(expression *regexp.Regexp, text string) []string {
	var parts []string
	begin := 0
	for _, at := range expression.FindAllStringIndex(text, -1) {
		if at[0] == at[1] {
			continue
		}
		parts = append(parts, text[begin:at[0]])
		begin = at[1]
	}
	return append(parts, text[begin:])
}

// mostFields bounds how many fields a record may be given.
const mostFields = 1 << 20

func (m *machine) field(index int) value {
	if index == 0 {
		m.joinRecord()
		return ofInput(m.record)
	}
	m.splitRecord()
	if index < 0 || index > len(m.fields) {
		return value{}
	}
	return m.fields[index-1]
}

func (m *machine) setField(index int, v value) {
	switch {
	case index == 0:
		m.setRecord(v.string(m.format()))
		return
	case index < 0 || index > mostFields:
		panic(failure{"field index out of range"})
	}
	m.splitRecord()
	for len(m.fields) < index {
		m.fields = append(m.fields, value{})
	}
	m.fields[index-1] = v
	m.joined = false
}

func (m *machine) setFieldCount(count int) {
	if count < 0 || count > mostFields {
		panic(failure{"NF out of range"})
	}
	m.splitRecord()
	for len(m.fields) < count {
		m.fields = append(m.fields, value{})
	}
	m.fields, m.joined = m.fields[:count], false
}

// joinRecord makes the record of its fields again, if one of them was set.
func (m *machine) joinRecord() {
	if m.joined {
		return
	}
	m.joined = true
	parts := make([]string, len(m.fields))
	for i, f := range m.fields {
		parts[i] = f.string(m.format())
	}
	m.record = strings.Join(parts, m.variable("OFS").string("%.6g"))
}
