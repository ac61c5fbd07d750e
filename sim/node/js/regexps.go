package js

import (
	"reflect"
	stdregexp "regexp"
	"strings"
	"sync"
	"unsafe"

	"github.com/grafana/sobek"

	"timeslice/sim/node/regexp"
)

// regexps compiles regular expressions, each once for all isolates that share
// it, as V8 keeps what it compiled. It may be used by several goroutines.
type regexps struct {
	compiler *regexp.Compiler
	pattern  *patternLayout

	mu    sync.Mutex
	known map[regexpSource]*compiledRegexp
	bytes int
}

// regexpSource is what makes two regular expressions the same.
type regexpSource struct {
	pattern string // its code units, of one byte or of two each
	wide    bool
	letters string
}

// mostRegexpBytes is how much of compiled regular expressions is kept.
const mostRegexpBytes = 8 << 20

func newRegexps() *regexps {
	return &regexps{compiler: regexp.NewCompiler(), pattern: newPatternLayout(), known: map[regexpSource]*compiledRegexp{}}
}

// compiledRegexp is a regular expression as the engine's objects hold it.
//
// An object of the engine's class RegExp has a pattern, which has an expression
// of Go's own. That is where ours hides, behind one that matches nothing: so
// objects stay the engine's, and its literals make them. Nothing of the
// engine's looks at the expression, as all of its methods that do are replaced
// (regexp_methods.go).
type compiledRegexp struct {
	unused stdregexp.Regexp // must stay the first
	*regexp.Program
	flags   regexp.Flags
	source  sobek.String   // the pattern
	shown   sobek.String   // the property source
	letters sobek.String   // the property flags
	pattern unsafe.Pointer // the engine's pattern with this in it
}

// compile is a regular expression as the constructor makes one.
func (r *regexps) compile(pattern regexp.Text, letters string) (*compiledRegexp, error) {
	key := sourceOfRegexp(pattern, letters)
	r.mu.Lock()
	defer r.mu.Unlock()
	if c := r.known[key]; c != nil {
		return c, nil
	}
	program, err := r.compiler.Compile(pattern, letters)
	if err != nil {
		return nil, err
	}
	c := &compiledRegexp{
		unused: *r.pattern.unused, Program: program, flags: program.Flags(), source: valueOfText(pattern),
		shown: valueOfText(program.EscapedSource()), letters: valueOfText(regexp.Latin1(program.Flags().String())),
	}
	c.pattern = r.pattern.make(c)
	if r.bytes += program.Size(); r.bytes > mostRegexpBytes {
		clear(r.known)
		r.bytes = program.Size()
	}
	r.known[key] = c
	return c, nil
}

func sourceOfRegexp(pattern regexp.Text, letters string) regexpSource {
	if narrow, is := pattern.Narrow(); is {
		return regexpSource{narrow, false, letters}
	}
	var b strings.Builder
	for _, unit := range pattern.Units() {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return regexpSource{b.String(), true, letters}
}

// regexpMark is what the engine's patterns have for their source that hold one
// of ours. They are known by where in memory it is.
const regexpMark = "a regular expression of timeslice"

// patternLayout is how the engine keeps a pattern.
type patternLayout struct {
	of               reflect.Type
	source, compiled uintptr
	unused           *stdregexp.Regexp
}

func newPatternLayout() *patternLayout {
	literal := regexpLiterals(sobek.MustCompile("", "/(?:)/", false))[0]
	of := literal.FieldByName("pattern").Type().Elem()
	return &patternLayout{
		of: of, source: fieldOf(of, "src"), compiled: fieldOf(of, "regexpWrapper"),
		unused: stdregexp.MustCompile(`[^\x{0}-\x{10ffff}]`),
	}
}

// make makes a pattern of the engine.
func (l *patternLayout) make(c *compiledRegexp) unsafe.Pointer {
	made := reflect.New(l.of)
	for name, on := range map[string]bool{
		"global": c.flags.Global, "ignoreCase": c.flags.IgnoreCase, "multiline": c.flags.Multiline, "dotAll": c.flags.DotAll,
		"sticky": c.flags.Sticky, "unicode": c.flags.Unicode,
	} {
		settable(made.Elem().FieldByName(name)).SetBool(on)
	}
	at := made.UnsafePointer()
	*read[string](at, l.source) = regexpMark
	*read[unsafe.Pointer](at, l.compiled) = unsafe.Pointer(c)
	return at
}

// within is what a pattern of the engine holds; nil if the engine compiled it.
func (l *patternLayout) within(pattern unsafe.Pointer) *compiledRegexp {
	if unsafe.StringData(*read[string](pattern, l.source)) != unsafe.StringData(regexpMark) {
		return nil
	}
	return (*compiledRegexp)(*read[unsafe.Pointer](pattern, l.compiled))
}
