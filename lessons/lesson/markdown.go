package lesson

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Block is a paragraph of a lesson, or something of its kind.
type Block struct {
	Sort  BlockSort
	Spans []Span // of all but Code
	Code  string // of Code: the lines
	Level int    // of an Item: how deep it stands, from 0

	Listed bool // of a Note: it is one of a list
}

// BlockSort is what a block is.
type BlockSort uint8

// The sorts of blocks.
const (
	Paragraph BlockSort = iota
	Item                // of a list with dots
	Numbered            // of a list with numbers
	Code
	Note // what is set apart, for whoever presents: a block quote
)

// Span is a part of a text in one style.
type Span struct {
	Text   string
	Strong bool
	Soft   bool // emphasised
	Mono   bool // as code is set
}

// Plain is the text of spans without their styles.
func Plain(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// section is a part of a page below a heading.
type section struct {
	level  int
	title  string
	id     string // from {#id} after the title
	line   int
	blocks []Block
}

// readMarkdown cuts a page into its sections, in order. What is before the
// first heading is lost, which the checks tell. Of Markdown there are headings,
// paragraphs, lists, code, quotes, and in texts strong, emphasis and code;
// strange is the line of the first thing that is something else, 0 for none.
func readMarkdown(source []byte) (sections []section, strange int) {
	document := goldmark.New(goldmark.WithParserOptions(parser.WithAttribute())).Parser().Parse(text.NewReader(source))
	r := &markdown{source: source}
	for node := document.FirstChild(); node != nil; node = node.NextSibling() {
		if heading, is := node.(*ast.Heading); is {
			s := section{level: heading.Level, title: strings.TrimSpace(Plain(r.spans(heading))), line: r.line(heading)}
			if id, found := heading.AttributeString("id"); found {
				s.id = string(id.([]byte))
			}
			r.sections = append(r.sections, s)
			continue
		}
		r.block(node, Paragraph, 0)
	}
	return r.sections, r.strange
}

type markdown struct {
	source   []byte
	sections []section
	strange  int
}

func (r *markdown) add(b Block) {
	if len(r.sections) == 0 {
		r.sections = append(r.sections, section{line: 1})
	}
	last := &r.sections[len(r.sections)-1]
	last.blocks = append(last.blocks, b)
}

// last is the block that was added last; the zero one if there is none.
func (r *markdown) last() *Block {
	if n := len(r.sections); n > 0 {
		if blocks := r.sections[n-1].blocks; len(blocks) > 0 {
			return &blocks[len(blocks)-1]
		}
	}
	return &Block{}
}

func (r *markdown) block(node ast.Node, sort BlockSort, level int) {
	switch node := node.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		r.add(Block{Sort: sort, Spans: r.spans(node), Level: level})
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		var b strings.Builder
		for i := range node.Lines().Len() {
			line := node.Lines().At(i)
			b.Write(line.Value(r.source))
		}
		r.add(Block{Sort: Code, Code: strings.TrimRight(b.String(), "\n")})
	case *ast.Blockquote:
		for child := node.FirstChild(); child != nil; child = child.NextSibling() {
			r.block(child, Note, level)
		}
	case *ast.List:
		noted := sort == Note
		if sort = Item; node.IsOrdered() {
			sort = Numbered
		}
		for item := node.FirstChild(); item != nil; item = item.NextSibling() {
			for child := item.FirstChild(); child != nil; child = child.NextSibling() {
				deeper := level
				if child.Kind() == ast.KindList {
					deeper++
				}
				if noted {
					r.block(child, Note, deeper)
					r.last().Listed = true
					continue
				}
				r.block(child, sort, deeper)
			}
		}
	default:
		r.refuse(node)
	}
}

func (r *markdown) refuse(node ast.Node) {
	if r.strange == 0 {
		r.strange = max(r.line(node), 1)
	}
}

// line is where a node begins, 0 if that is not known.
func (r *markdown) line(node ast.Node) int {
	for ; node != nil; node = node.FirstChild() {
		if node.Type() == ast.TypeBlock && node.Lines().Len() > 0 {
			return 1 + strings.Count(string(r.source[:node.Lines().At(0).Start]), "\n")
		}
	}
	return 0
}

// spans are the texts within a block. A line break in the source is a space
// between Latin words, and nothing between Chinese ones.
func (r *markdown) spans(block ast.Node) []Span {
	var all []Span
	var walk func(node ast.Node, style Span)
	walk = func(node ast.Node, style Span) {
		for child := node.FirstChild(); child != nil; child = child.NextSibling() {
			inner := style
			switch child := child.(type) {
			case *ast.Text:
				inner.Text = string(child.Segment.Value(r.source))
				if child.SoftLineBreak() || child.HardLineBreak() {
					inner.Text += r.breakAfter(child)
				}
				all = appendSpan(all, inner)
				continue
			case *ast.String:
				inner.Text = string(child.Value)
				all = appendSpan(all, inner)
				continue
			case *ast.Emphasis:
				inner.Strong = inner.Strong || child.Level == 2
				inner.Soft = inner.Soft || child.Level == 1
			case *ast.CodeSpan:
				inner.Mono = true
			default:
				r.refuse(block)
			}
			walk(child, inner)
		}
	}
	walk(block, Span{})
	return all
}

func (r *markdown) breakAfter(t *ast.Text) string {
	before := []rune(string(t.Segment.Value(r.source)))
	after := []rune(strings.TrimLeft(string(r.source[t.Segment.Stop:min(t.Segment.Stop+16, len(r.source))]), " \n"))
	if len(before) > 0 && len(after) > 0 && isWide(before[len(before)-1]) && isWide(after[0]) {
		return ""
	}
	return " "
}

// isWide reports whether a character is Chinese, or a mark that is written
// with Chinese.
func isWide(c rune) bool { return c >= 0x2e80 }

// appendSpan joins texts of one style.
func appendSpan(all []Span, s Span) []Span {
	if n := len(all); n > 0 && all[n-1].Strong == s.Strong && all[n-1].Soft == s.Soft && all[n-1].Mono == s.Mono {
		all[n-1].Text += s.Text
		return all
	}
	return append(all, s)
}
