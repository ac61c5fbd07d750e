package js

import (
	"strconv"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/unistring"
)

// A tagged template calls its tag with an array of its texts, which is frozen
// and the same one each time (ECMA-262, GetTemplateObject). The engine makes a
// new one each time, which only compares as the same. So tag`a${x}b` becomes
// tag(" template"`a${}b`, x), where the hidden function returns the array that
// the place got first.

// templateName is called with a template object of the engine.
const templateName unistring.String = " template"

// isTaggedTexts reports whether a template makes no call but its array.
func isTaggedTexts(e *ast.TemplateLiteral) bool {
	tag, ok := e.Tag.(*ast.Identifier)
	return ok && tag.Name == templateName
}

// callOfTag is a tagged template as a call.
func callOfTag(e *ast.TemplateLiteral) *ast.CallExpression {
	texts := &ast.TemplateLiteral{
		OpenQuote: e.OpenQuote, CloseQuote: e.CloseQuote, Elements: e.Elements, Tag: identifier(templateName, e.OpenQuote),
	}
	return &ast.CallExpression{
		Callee: e.Tag, LeftParenthesis: e.OpenQuote, RightParenthesis: e.CloseQuote,
		ArgumentList: append([]ast.Expression{texts}, e.Expressions...),
	}
}

// template is the array of a template's texts that belongs to a place.
func (i *Isolate) template(call sobek.FunctionCall) sobek.Value {
	made := call.Arguments[0].(*sobek.Object)
	place := i.inside.self(made).FieldByName("idPtr").UnsafePointer()
	kept := i.tagged[place]
	if kept == nil {
		kept = i.frozen(made, i.frozen(made.Get("raw").(*sobek.Object), nil))
		if i.tagged == nil {
			i.tagged = map[unsafe.Pointer]*sobek.Object{}
		}
		i.tagged[place] = kept
	}
	return kept
}

// frozen is a frozen copy of an array of texts, with its texts as written.
func (i *Isolate) frozen(texts, raw *sobek.Object) *sobek.Object {
	elements := make([]any, i.count(texts))
	for at := range elements {
		elements[at] = texts.Get(strconv.Itoa(at))
	}
	array := i.Engine.NewArray(elements...)
	if raw != nil {
		_ = array.DefineDataProperty("raw", raw, sobek.FLAG_FALSE, sobek.FLAG_FALSE, sobek.FLAG_FALSE)
	}
	_, _ = i.freeze(nil, array) // an ordinary array can be frozen
	return array
}
