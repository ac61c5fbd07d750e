package js

import (
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
)

// folded gives V8's words to an error that the engine met when it worked out
// constants while it compiled: there it wrote "throw new TypeError(…)" instead.
// It reports whether the error is such a one.
func (i *Isolate) folded(object *sobek.Object) bool {
	own, ok := i.ownData(object, "message").(sobek.String)
	if !ok {
		return false
	}
	message := own.String()
	if !strings.HasPrefix(message, "Value is not an object: ") && message != "exponent must be positive" {
		return false
	}
	words := ""
	_ = i.Engine.Try(func() {
		f := i.failure()
		if f.operation != "new" || f.source == nil {
			return
		}
		if _, written := find[*ast.NewExpression](f.source, f.at); written {
			return
		}
		words = foldedWords(f, message)
	})
	if words == "" {
		return false
	}
	_ = object.DefineDataProperty("message", i.Engine.ToValue(words), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	return true
}

func foldedWords(f *failure, message string) string {
	if words := plainWords[message]; words != "" {
		return words
	}
	n, ok := find[*ast.BinaryExpression](f.source, f.at)
	if !ok {
		return ""
	}
	switch n.Operator.String() {
	case "in":
		return "Cannot use 'in' operator to search for '" + literalText(n.Left) + "' in " + literalText(n.Right)
	case "instanceof":
		return "Right-hand side of 'instanceof' is not an object"
	}
	return ""
}

// literalText is the value of a literal as text.
func literalText(e ast.Expression) string {
	if s, ok := e.(*ast.StringLiteral); ok {
		return s.Value.String()
	}
	return printed(e)
}
