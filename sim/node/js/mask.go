package js

import (
	"strings"
)

// The engine's parser knows no async generators, no for await and no import
// attributes, and its modules cannot do what Node's loader must. So what it
// does not know is written in other words before it parses the source, each
// of the same length, so that every place stays where it is; what those words
// stood for is noted by its offset, and lower.go and module.go make of the
// syntax tree what was meant:
//
//	async function* f(     →        function* f(      generators
//	async *f(              →       *f(                generators
//	for await (            →  for       (             loops
//	await x                →   void x                 awaits
//	import(x)              →  $mport(x)               imports
//	import.meta            →  import$meta             metas
//	import … from 'x'      →  blanks                  Requests, Imports
//	export …               →  blanks or the declaration alone
//	export default x       →           throw x        defaultAt
//	#! (the first line)    →  //
//	x.default (line's end) → x.$efault                members
//	set = 1 (a field)      → $et = 1                  members
//	'\u{10FFFF}'           → '\u{10FFFE}'             standIn
type mask struct {
	original string
	text     string
	module   bool

	generators map[int]int  // ( of the parameters → where "async" was
	loops      map[int]bool // for
	awaits     map[int]bool // the void
	imports    map[int]bool
	metas      map[int]bool
	members    map[int]bool // the names of members.go
	standIn    byte         // the digit of lastpoint.go, 0 if there is none

	Requests  []Request
	Imports   []ImportEntry
	Exports   []ExportEntry
	exported  map[int]bool // declarations whose names are exported
	defaultAt int          // the throw of export default, -1 if there is none
	named     map[int]bool // function or class of a named export default
	err       *SyntaxError
}

// Request is a module that a module asks for, with the type that its import
// attributes say, and the name and value of the first attribute that is none.
type Request struct {
	Specifier, Type string
	Unknown, Value  string
	Offset          int
}

// ImportEntry is a name that a module imports: "*" for the namespace.
type ImportEntry struct {
	Request     int
	Name, Local string
	Offset      int
}

// ExportEntry is a name that a module exports: a local one, or one of another
// module. Name is empty for export *.
type ExportEntry struct {
	Name, Local string
	Request     int // -1 for a local one
	Import      string
	Offset      int
}

// newMask finds what the engine's parser does not know.
func newMask(source string, module bool) *mask {
	m := &mask{original: source, text: source, module: module, defaultAt: -1}
	if strings.HasPrefix(source, "#!") {
		m.text = "//" + source[len("#!"):]
	}
	if !module && !mayBeMasked(source) && !hasMisnamed(source) && !hasLastPoint(source) && !hasLeadingZero(source) {
		return m
	}
	m.generators, m.loops, m.awaits = map[int]int{}, map[int]bool{}, map[int]bool{}
	m.imports, m.metas, m.members, m.exported, m.named = map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	masker := &masker{mask: m, words: words(source), out: []byte(m.text)}
	masker.run()
	m.text = string(masker.out)
	return m
}

// changes reports whether the parser sees another text than the source.
func (m *mask) changes() bool { return m.text != m.original }

type masker struct {
	*mask
	words []word
	out   []byte
	depth int
}

func (m *masker) textOf(i int) string {
	if i < 0 || i >= len(m.words) {
		return ""
	}
	return m.original[m.words[i].start:m.words[i].end]
}

func (m *masker) is(i int, text string) bool {
	return i >= 0 && i < len(m.words) && m.words[i].kind != wordString && m.words[i].kind != wordTemplate && m.textOf(i) == text
}

// blank overwrites words from one to another with spaces, but keeps lines.
func (m *masker) blank(from, to int) {
	for at := m.words[from].start; at < m.words[to].end; at++ {
		if b := m.out[at]; b != '\n' && b != '\r' {
			m.out[at] = ' '
		}
	}
}

// put writes text so that it ends where a word ends.
func (m *masker) put(i int, text string) int {
	at := m.words[i].end - len(text)
	copy(m.out[at:], text)
	return at
}

func (m *masker) run() {
	for i := 0; i < len(m.words); i++ {
		if m.words[i].kind == wordNumber && isDecimalAfterZero(m.textOf(i)) {
			for at := m.words[i].start; m.out[at] == '0'; at++ {
				m.out[at] = ' '
			}
		}
		if m.words[i].kind == wordName && !m.is(i-1, ".") && !m.is(i-1, "?.") {
			if last := m.name(i); last > i {
				i = last
				continue
			}
		}
		if m.endsAsMember(i) || m.namesField(i) {
			m.member(i)
		}
		if kind := m.words[i].kind; kind == wordString || kind == wordTemplate {
			m.maskLastPoints(m.words[i])
		}
		switch m.textOf(i) {
		case "{", "(", "[":
			m.depth++
		case "}", ")", "]":
			m.depth--
		}
	}
	if m.module || len(m.generators) > 0 {
		m.maskAwaits()
	}
}

// name sees to a name at a place, and returns the last word it has dealt with.
func (m *masker) name(i int) int {
	switch m.textOf(i) {
	case "async":
		m.async(i)
	case "for":
		if m.is(i+1, "await") && m.is(i+2, "(") {
			m.blank(i+1, i+1)
			m.loops[m.words[i].start] = true
		}
	case "import":
		return m.importWord(i)
	case "export":
		if m.module && m.depth == 0 {
			return m.export(i)
		}
	}
	return i
}

// async finds async generators: a function, or a method of an object or class.
func (m *masker) async(i int) {
	at := i + 1
	switch {
	case m.words[at].newline:
		return
	case m.is(at, "function") && m.is(at+1, "*"):
		at += 2
		if m.words[at].kind == wordName {
			at++
		}
	case m.is(at, "*") && (m.is(i-1, "{") || m.is(i-1, ",") || m.is(i-1, "}") || m.is(i-1, ";") || m.is(i-1, "static") || m.words[i].newline):
		at++
		if m.is(at, "[") {
			for depth := 0; at < len(m.words); at++ {
				if m.is(at, "[") {
					depth++
				} else if m.is(at, "]") {
					if depth--; depth == 0 {
						break
					}
				}
			}
		}
		at++
	default:
		return
	}
	if m.is(at, "(") {
		m.blank(i, i)
		m.generators[m.words[at].start] = m.words[i].start
	}
}

// maskAwaits writes each await as the other prefix that binds as tightly.
func (m *masker) maskAwaits() {
	for i, w := range m.words {
		if w.kind != wordName || m.textOf(i) != "await" || m.is(i-1, ".") || m.is(i-1, "?.") || m.is(i+1, ":") || m.out[w.start] == ' ' {
			continue
		}
		if m.is(i+1, "(") && m.methodNamed(i) || m.endsOperand(i+1) {
			continue
		}
		m.blank(i, i)
		m.awaits[m.put(i, "void")] = true
	}
}

// endsOperand reports whether nothing can be awaited where a word stands: what
// is before it is a name.
func (m *masker) endsOperand(i int) bool {
	switch m.words[i].kind {
	case wordMark, wordOpenAgain, wordEnd:
	default:
		return false
	}
	switch m.textOf(i) {
	case "", "=", ";", ",", ".", "?.", "?", ")", "]", "}", "=>", "==", "===", "!=", "!==":
		return true
	}
	return false
}

// methodNamed reports whether a word is the name of a method: a brace follows
// its parameters.
func (m *masker) methodNamed(i int) bool {
	if !m.is(i-1, "{") && !m.is(i-1, ",") && !m.is(i-1, "async") && !m.is(i-1, "static") && !m.is(i-1, "*") {
		return false
	}
	depth := 0
	for at := i + 1; at < len(m.words); at++ {
		if m.is(at, "(") {
			depth++
		} else if m.is(at, ")") {
			if depth--; depth == 0 {
				return m.is(at+1, "{")
			}
		}
	}
	return false
}

func (m *masker) importWord(i int) int {
	switch {
	case m.is(i+1, "("):
		copy(m.out[m.words[i].start:], "$mport")
		m.imports[m.words[i].start] = true
	case m.is(i+1, ".") && m.is(i+2, "meta"):
		if !m.module {
			m.fail(i, "Cannot use 'import.meta' outside a module")
			return i
		}
		m.blank(i, i+2)
		m.metas[m.put(i+2, metaWord)] = true
		return i + 2
	case m.depth == 0 && (m.words[i+1].kind == wordString || m.words[i+1].kind == wordName || m.is(i+1, "{") || m.is(i+1, "*")) && !m.is(i+1, "=") && !m.is(i+1, ":"):
		if !m.module {
			m.fail(i, "Cannot use import statement outside a module")
			return i
		}
		return m.importDeclaration(i)
	}
	return i
}

// metaWord stands for import.meta.
const metaWord = "import$meta"

func (m *masker) fail(i int, message string) {
	if m.err != nil {
		return
	}
	at := m.words[min(i, len(m.words)-1)].start
	before := m.original[:at]
	m.err = &SyntaxError{
		Line:    1 + strings.Count(before, "\n"),
		Column:  at - strings.LastIndexByte(before, '\n'),
		Length:  unitsOf(m.original[at:m.words[min(i, len(m.words)-1)].end]),
		Message: message,
	}
}

func (m *masker) unexpected(i int) int {
	if i >= len(m.words)-1 {
		m.fail(i, "Unexpected end of input")
		return len(m.words) - 1
	}
	m.fail(i, unexpectedWord(m.words[i].kind, m.textOf(i)))
	return i
}

// unexpectedWord is V8's message for a word that cannot stand where it does.
func unexpectedWord(kind wordKind, text string) string {
	switch kind {
	case wordEnd:
		return "Unexpected end of input"
	case wordString:
		return "Unexpected string"
	case wordNumber:
		return "Unexpected number"
	case wordName:
		return "Unexpected identifier '" + text + "'"
	}
	return "Unexpected token '" + text + "'"
}

// importDeclaration takes import … from 'x' out of the source.
func (m *masker) importDeclaration(first int) int {
	i, entries := first+1, []ImportEntry{}
	if m.words[i].kind != wordString {
		if m.words[i].kind == wordName {
			entries = append(entries, ImportEntry{Name: "default", Local: m.textOf(i), Offset: m.words[i].start})
			i++
			if m.is(i, ",") {
				i++
			}
		}
		switch {
		case m.is(i, "*"):
			if !m.is(i+1, "as") || m.words[i+2].kind != wordName {
				return m.unexpected(i + 1)
			}
			entries = append(entries, ImportEntry{Name: "*", Local: m.textOf(i + 2), Offset: m.words[i+2].start})
			i += 3
		case m.is(i, "{"):
			i++
			for !m.is(i, "}") {
				name, ok := m.exportName(i)
				if !ok {
					return m.unexpected(i)
				}
				entry := ImportEntry{Name: name, Local: name, Offset: m.words[i].start}
				if m.is(i+1, "as") && m.words[i+2].kind == wordName {
					entry.Local = m.textOf(i + 2)
					i += 2
				}
				entries = append(entries, entry)
				if i++; m.is(i, ",") {
					i++
				} else if !m.is(i, "}") {
					return m.unexpected(i)
				}
			}
			i++
		}
		if !m.is(i, "from") {
			return m.unexpected(i)
		}
		i++
	}
	request, last, ok := m.request(i)
	if !ok {
		return m.unexpected(i)
	}
	for _, entry := range entries {
		entry.Request = request
		m.Imports = append(m.Imports, entry)
	}
	m.blank(first, last)
	if !m.is(last, ";") {
		m.out[m.words[last].end-1] = ';'
	}
	return last
}

// exportName is a name or a string that names an export.
func (m *masker) exportName(i int) (string, bool) {
	switch m.words[i].kind {
	case wordName:
		return m.textOf(i), true
	case wordString:
		text := m.textOf(i)
		return text[1 : len(text)-1], true
	}
	return "", false
}

// request takes a module specifier, with { type: 'json' } and the semicolon.
func (m *masker) request(i int) (index, last int, ok bool) {
	if m.words[i].kind != wordString {
		return 0, i, false
	}
	text := m.textOf(i)
	r := Request{Specifier: unescape(text[1 : len(text)-1]), Offset: m.words[i].start}
	if (m.is(i+1, "with") || m.is(i+1, "assert") && !m.words[i+1].newline) && m.is(i+2, "{") {
		i += 3
		for !m.is(i, "}") && i < len(m.words)-1 {
			if name, ok := m.exportName(i); ok && m.is(i+1, ":") && m.words[i+2].kind == wordString {
				r.note(name, m.textOf(i+2))
				i += 2
			}
			i++
		}
	}
	if m.is(i+1, ";") {
		i++
	}
	for at, old := range m.Requests {
		if old.Specifier == r.Specifier && old.Type == r.Type && old.Unknown == r.Unknown && old.Value == r.Value {
			return at, i, true
		}
	}
	m.Requests = append(m.Requests, r)
	return len(m.Requests) - 1, i, true
}

// note takes an import attribute whose value is a string literal.
func (r *Request) note(name, literal string) {
	value := unescape(literal[1 : len(literal)-1])
	switch {
	case name == "type":
		r.Type = value
	case r.Unknown == "":
		r.Unknown, r.Value = name, value
	}
}

// unescape is a string literal's text with the escapes that occur in names of
// files.
func unescape(text string) string {
	if !strings.Contains(text, "\\") {
		return text
	}
	return strings.NewReplacer(`\\`, `\`, `\'`, `'`, `\"`, `"`).Replace(text)
}

// export takes the word export off a declaration, or the whole of an export
// list out of the source.
func (m *masker) export(i int) int {
	next := i + 1
	switch {
	case m.is(next, "*"):
		entry := ExportEntry{Import: "*", Offset: m.words[i].start}
		at := next + 1
		if m.is(at, "as") {
			entry.Name, _ = m.exportName(at + 1)
			at += 2
		}
		if !m.is(at, "from") {
			return m.unexpected(at)
		}
		request, last, ok := m.request(at + 1)
		if !ok {
			return m.unexpected(at + 1)
		}
		entry.Request = request
		m.Exports = append(m.Exports, entry)
		m.blank(i, last)
		m.out[m.words[last].end-1] = ';'
		return last
	case m.is(next, "{"):
		return m.exportList(i)
	case m.is(next, "default"):
		return m.exportDefault(i)
	case m.is(next, "const"), m.is(next, "let"), m.is(next, "var"), m.is(next, "class"), m.is(next, "function"), m.is(next, "async"):
		m.blank(i, i)
		m.exported[m.words[next].start] = true
		return i
	}
	return m.unexpected(next)
}

func (m *masker) exportList(first int) int {
	i, entries := first+2, []ExportEntry{}
	for !m.is(i, "}") {
		local, ok := m.exportName(i)
		if !ok {
			return m.unexpected(i)
		}
		entry := ExportEntry{Name: local, Local: local, Request: -1, Offset: m.words[i].start}
		if m.is(i+1, "as") {
			if entry.Name, ok = m.exportName(i + 2); !ok {
				return m.unexpected(i + 2)
			}
			i += 2
		}
		entries = append(entries, entry)
		if i++; m.is(i, ",") {
			i++
		} else if !m.is(i, "}") {
			return m.unexpected(i)
		}
	}
	last := i
	if m.is(i+1, "from") && m.words[i+2].kind == wordString {
		request, end, _ := m.request(i + 2)
		last = end
		for at := range entries {
			entries[at].Request, entries[at].Import, entries[at].Local = request, entries[at].Local, ""
		}
	} else if m.is(i+1, ";") {
		last = i + 1
	}
	m.Exports = append(m.Exports, entries...)
	m.blank(first, last)
	m.out[m.words[last].end-1] = ';'
	return last
}

// exportDefault leaves a named function or class as a declaration; anything
// else becomes the operand of a throw, a statement that takes any expression.
func (m *masker) exportDefault(i int) int {
	at := i + 2
	if m.is(at, "async") && m.is(at+1, "function") && !m.words[at+1].newline {
		at++
	}
	declares := at + 1
	if m.is(at, "function") && m.is(declares, "*") {
		declares++
	}
	if (m.is(at, "function") || m.is(at, "class")) && m.words[declares].kind == wordName && !m.is(declares, "extends") {
		m.blank(i, i+1)
		m.named[m.words[i+2].start] = true
		m.Exports = append(m.Exports, ExportEntry{Name: "default", Local: m.textOf(declares), Request: -1, Offset: m.words[i].start})
		return i + 1
	}
	m.blank(i, i+1)
	m.defaultAt = m.put(i+1, "throw")
	if m.is(at, "function") || m.is(at, "class") {
		m.endDeclaration(at)
	}
	return i + 1
}

// endDeclaration ends a function or class without a name where its body ends: as
// an operand it would go on, if more stands on that line.
func (m *masker) endDeclaration(at int) {
	if m.is(at, "function") {
		for at < len(m.words) && !m.is(at, "(") {
			at++
		}
		if at = m.afterParentheses(at); at < 0 {
			return
		}
	}
	depth := 0
	for ; at < len(m.words)-1; at++ {
		switch {
		case m.is(at, "{"):
			depth++
		case m.is(at, "}"):
			if depth--; depth > 0 {
				continue
			}
			if end := m.words[at].end; end < len(m.out) && m.out[end] == ' ' && !m.words[at+1].newline {
				m.out[end] = ';'
			}
			return
		}
	}
}
