package syntax

import (
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// reader divides JavaScript. What the lexer cannot read, as it is half typed, is
// plain up to the end of its line, and the reader goes on behind.
type reader struct {
	source string
	lexer  *js.Lexer
	at     int          // where the next token begins
	last   js.TokenType // that was neither space nor comment
	parts  []Part
}

func script(source string) []Part {
	r := &reader{source: source}
	for r.lex(); r.at < len(source); {
		r.token()
	}
	return r.parts
}

// lex begins a lexer for what is left.
func (r *reader) lex() { r.lexer = js.NewLexer(parse.NewInputString(r.source[r.at:])) }

func (r *reader) token() {
	token, text := r.lexer.Next()
	if (token == js.DivToken || token == js.DivEqToken) && !endsValue(r.last) {
		token, text = r.lexer.RegExp()
	}
	if len(text) == 0 {
		r.pass()
		return
	}
	from := r.at
	r.at = min(r.at+len(text), len(r.source))
	switch token {
	case js.WhitespaceToken, js.LineTerminatorToken:
		return
	case js.CommentToken, js.CommentLineTerminatorToken:
		r.add(from, Comment)
		return
	case js.OpenParenToken, js.TemplateToken, js.TemplateStartToken:
		r.called(from)
	case js.ColonToken:
		r.keyed(from)
	}
	r.add(from, r.class(token, text))
	r.last = token
}

func (r *reader) add(from int, class Class) {
	if class != Plain {
		r.parts = append(r.parts, Part{from, r.at, class})
	}
}

// pass goes on behind what the lexer cannot read: a comment or text without an
// end, or the rest of a line.
func (r *reader) pass() {
	from := r.at
	if strings.HasPrefix(r.source[from:], "/*") {
		r.at = len(r.source)
		r.add(from, Comment)
		return
	}
	if end := strings.IndexByte(r.source[from:], '\n'); end >= 0 {
		r.at += end + 1
	} else {
		r.at = len(r.source)
	}
	r.last = js.ErrorToken
	r.lex()
}

func (r *reader) class(token js.TokenType, text []byte) Class {
	switch token {
	case js.StringToken, js.TemplateToken, js.TemplateStartToken, js.TemplateMiddleToken, js.TemplateEndToken, js.RegExpToken:
		return String
	case js.ErrorToken:
		if text[0] == '`' || text[0] == '"' || text[0] == '\'' {
			return String
		}
		return Plain
	case js.PrivateIdentifierToken:
		return Property
	case js.LetToken, js.AsyncToken, js.OfToken, js.StaticToken, js.YieldToken, js.AwaitToken, js.GetToken, js.SetToken:
		if r.last == js.DotToken || r.last == js.OptChainToken {
			return Property
		}
		if token == js.GetToken || token == js.SetToken || token == js.OfToken && r.last != js.IdentifierToken && r.last != js.CloseBraceToken && r.last != js.CloseBracketToken {
			return Plain
		}
		return Keyword
	}
	switch {
	case js.IsNumeric(token):
		return Number
	case js.IsReservedWord(token):
		if r.last == js.DotToken || r.last == js.OptChainToken {
			return Property
		}
		return Keyword
	case js.IsIdentifier(token):
		if r.last == js.DotToken || r.last == js.OptChainToken {
			return Property
		}
	case js.IsPunctuator(token), js.IsOperator(token):
		return Punctuation
	}
	return Plain
}

// name is the name right before a place, if there is one: where it begins, and
// its number among the parts, or where it would stand.
func (r *reader) name(before int) (from int, is bool) {
	end := before
	for end > 0 && (r.source[end-1] == ' ') {
		end--
	}
	from = end
	for from > 0 && isNameByte(r.source[from-1]) {
		from--
	}
	return from, from < end && (r.source[from] < '0' || r.source[from] > '9')
}

func isNameByte(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// called makes a function of the name before a bracket or a template.
func (r *reader) called(at int) { r.rename(at, Function) }

// keyed makes a property of the name before a colon.
func (r *reader) keyed(at int) {
	if from, is := r.name(at); is {
		before := strings.TrimRight(r.source[:from], " \t\n")
		if strings.HasSuffix(before, "{") || strings.HasSuffix(before, ",") {
			r.rename(at, Property)
		}
	}
}

func (r *reader) rename(at int, class Class) {
	from, is := r.name(at)
	if !is || !js.IsIdentifier(r.last) && r.last != js.PrivateIdentifierToken {
		return
	}
	to := from
	for to < at && isNameByte(r.source[to]) {
		to++
	}
	if n := len(r.parts); n > 0 && r.parts[n-1].To > from {
		if r.parts[n-1].Class != Keyword {
			r.parts[n-1].Class = class
		}
		return
	}
	r.parts = append(r.parts, Part{from, to, class})
}

// endsValue reports whether a slash behind a token divides, and does not begin a
// regular expression.
func endsValue(token js.TokenType) bool {
	switch token {
	case js.StringToken, js.TemplateToken, js.TemplateEndToken, js.RegExpToken, js.PrivateIdentifierToken,
		js.CloseParenToken, js.CloseBracketToken, js.ThisToken, js.SuperToken, js.TrueToken, js.FalseToken, js.NullToken,
		js.IncrToken, js.DecrToken:
		return true
	}
	return js.IsNumeric(token) || js.IsIdentifier(token)
}
