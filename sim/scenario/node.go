package scenario

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// What a scenario file may be at most. The bounds on its lines and brackets
// keep the YAML parser, which calls itself for each level, from going deep.
const (
	maximumBytes  = 256 << 10
	maximumLine   = 1000 // bytes
	maximumIndent = 200  // columns before something that opens a level
	maximumFlow   = 50   // brackets within brackets
	maximumNodes  = 50_000
)

// shape is what sort of thing a node is.
type shape uint8

const (
	scalar shape = iota
	list
	mapping
)

// node is a piece of YAML and where it stands.
type node struct {
	place
	shape   shape
	text    string  // of a scalar, as it was written, without quotes
	quoted  bool    // the scalar was written in quotes
	oneLine bool    // the scalar's text stands in one line from its place on, so that columns can be counted in it
	items   []*node // of a list
	entries []entry // of a mapping, in order
}

// entry is a key of a mapping and its value.
type entry struct {
	key   *node
	value *node
}

// empty reports whether a node says nothing: a key without a value.
func (n *node) empty() bool { return n.shape == scalar && n.text == "" && !n.quoted }

// parseYAML reads YAML into a tree. It refuses what a scenario has no need of
// and what could make a small file large: anchors, aliases, tags, directives,
// several documents, keys that are not words.
func parseYAML(source []byte, f *faults) *node {
	if !checkSource(source, f) {
		return nil
	}
	tokens := lexer.Tokenize(string(source))
	if !checkTokens(tokens, f) {
		return nil
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		f.addSyntax(err, source)
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		f.add(place{1, 1}, "scenario.empty-file")
		return nil
	}
	if len(file.Docs) > 1 {
		f.add(placeOfToken(file.Docs[1].Start), "scenario.not-allowed", "What", "---")
		return nil
	}
	c := converter{faults: f}
	root := c.convert(file.Docs[0].Body)
	if c.count > maximumNodes {
		return nil
	}
	return root
}

func checkSource(source []byte, f *faults) bool {
	if len(source) > maximumBytes {
		f.add(place{1, 1}, "scenario.too-big", "Size", strconv.Itoa(len(source))+" B", "Most", strconv.Itoa(maximumBytes)+" B")
		return false
	}
	if !utf8.Valid(source) {
		f.add(place{1, 1}, "scenario.not-utf8")
		return false
	}
	number := 0
	for line := range strings.Lines(string(source)) {
		number++
		if len(line) > maximumLine {
			f.add(place{number, maximumLine}, "scenario.long-line", "Most", maximumLine)
			return false
		}
	}
	return true
}

// checkTokens refuses parts of YAML before the parser sees them.
func checkTokens(tokens token.Tokens, f *faults) bool {
	flow := 0
	for _, t := range tokens {
		at := placeOfToken(t)
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType,
			token.DirectiveType, token.MappingKeyType:
			f.add(at, "scenario.not-allowed", "What", t.Value)
			return false
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingValueType:
			if flow == 0 && at.column > maximumIndent {
				f.add(at, "scenario.too-deep")
				return false
			}
		}
		if flow > maximumFlow {
			f.add(at, "scenario.too-deep")
			return false
		}
	}
	return true
}

// addSyntax notes what the YAML parser does not understand. A tab before the
// first word of a line, which cannot be seen, is told as what it is.
func (f *faults) addSyntax(err error, source []byte) {
	var fault yaml.Error
	if !errors.As(err, &fault) {
		f.add(place{1, 1}, "scenario.syntax", "Detail", err.Error())
		return
	}
	at := placeOfToken(fault.GetToken())
	if tab, found := tabInIndent(source, at.line); found {
		f.add(tab, "scenario.tab")
		return
	}
	f.add(at, "scenario.syntax", "Detail", fault.GetMessage())
}

// tabInIndent is where the first tab stands in a line's indent, if one does.
func tabInIndent(source []byte, number int) (place, bool) {
	lines := strings.Split(string(source), "\n")
	if number < 1 || number > len(lines) {
		return place{}, false
	}
	line := lines[number-1]
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	tab := strings.IndexByte(indent, '\t')
	return place{number, tab + 1}, tab >= 0
}

// converter turns the parser's tree into nodes.
type converter struct {
	faults *faults
	count  int
}

// placeOfToken is where a token stands; the beginning of the file if the
// parser does not say.
func placeOfToken(t *token.Token) place {
	if t == nil || t.Position == nil {
		return place{1, 1}
	}
	return place{t.Position.Line, t.Position.Column}
}

// convert returns the node of a parsed one, never nil.
func (c *converter) convert(from ast.Node) *node {
	n := &node{place: placeOfToken(from.GetToken())}
	if c.count++; c.count > maximumNodes {
		if c.count == maximumNodes+1 {
			c.faults.add(n.place, "scenario.too-big", "Size", c.count, "Most", maximumNodes)
		}
		return n
	}
	switch from := from.(type) {
	case *ast.MappingNode:
		n.shape = mapping
		for _, value := range from.Values {
			c.addEntry(n, value)
		}
		if len(n.entries) > 0 && !from.IsFlowStyle {
			n.place = n.entries[0].key.place
		}
	case *ast.MappingValueNode:
		n.shape = mapping
		c.addEntry(n, from)
		n.place = n.entries[0].key.place
	case *ast.SequenceNode:
		n.shape = list
		for _, value := range from.Values {
			n.items = append(n.items, c.convert(value))
		}
	case *ast.NullNode:
		if n.fill(from.GetToken()); from.GetToken().Type == token.ImplicitNullType {
			n.text = ""
		}
	case *ast.LiteralNode:
		n.text, n.quoted = strings.TrimSpace(from.Value.Value), true
	case ast.ScalarNode:
		n.fill(from.GetToken())
	default:
		c.faults.add(n.place, "scenario.not-allowed", "What", from.Type().String())
	}
	return n
}

// fill takes a scalar's text from its token.
func (n *node) fill(t *token.Token) {
	n.text = t.Value
	n.quoted = t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType
	written := strings.TrimSpace(t.Origin)
	if n.quoted {
		n.oneLine = len(written) == len(n.text)+2 && !strings.ContainsRune(written, '\n')
	} else {
		n.oneLine = !strings.ContainsRune(written, '\n')
	}
}

func (c *converter) addEntry(n *node, from *ast.MappingValueNode) {
	key := c.convert(from.Key)
	if key.shape != scalar {
		c.faults.add(key.place, "scenario.not-allowed", "What", "?")
	}
	value := &node{place: key.place}
	if from.Value != nil {
		value = c.convert(from.Value)
	}
	if value.empty() {
		value.place = key.place
	}
	n.entries = append(n.entries, entry{key, value})
}

// at is the place of a byte within a scalar's text.
func (n *node) at(offset int) place {
	if !n.oneLine {
		return n.place
	}
	column := n.column + utf8.RuneCountInString(n.text[:min(offset, len(n.text))])
	if n.quoted {
		column++
	}
	return place{n.line, column}
}
