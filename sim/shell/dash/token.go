package dash

// token is what the reader's grammar is made of. (src/mktokens)
type token uint8

const (
	tokenEnd token = iota
	tokenLine
	tokenSemicolon
	tokenBackground
	tokenAnd
	tokenOr
	tokenPipe
	tokenOpen
	tokenClose
	tokenEndCase
	tokenBackquote
	tokenRedirect
	tokenWord
	tokenNot
	tokenCase
	tokenDo
	tokenDone
	tokenElif
	tokenElse
	tokenEsac
	tokenFi
	tokenFor
	tokenIf
	tokenIn
	tokenThen
	tokenUntil
	tokenWhile
	tokenBegin
	tokenFinish
)

// name is what a token is called in complaints.
func (t token) name() string {
	return [...]string{
		"end of file", "newline", `";"`, `"&"`, `"&&"`, `"||"`, `"|"`, `"("`, `")"`, `";;"`, "\"`\"", "redirection", "word", `"!"`, `"case"`, `"do"`,
		`"done"`, `"elif"`, `"else"`, `"esac"`, `"fi"`, `"for"`, `"if"`, `"in"`, `"then"`, `"until"`, `"while"`, `"{"`, `"}"`,
	}[t]
}

// endsList reports whether a list ends before a token.
func (t token) endsList() bool {
	switch t {
	case tokenEnd, tokenClose, tokenEndCase, tokenBackquote, tokenDo, tokenDone, tokenElif, tokenElse, tokenEsac, tokenFi, tokenThen, tokenFinish:
		return true
	}
	return false
}

// reserved is the token of a reserved word.
func reserved(text string) (token, bool) {
	switch text {
	case "!":
		return tokenNot, true
	case "{":
		return tokenBegin, true
	case "}":
		return tokenFinish, true
	}
	for t := tokenCase; t <= tokenWhile; t++ {
		if name := t.name(); name[1:len(name)-1] == text {
			return t, true
		}
	}
	return 0, false
}

// IsReserved reports whether a word is a reserved one.
func IsReserved(text string) bool {
	_, known := reserved(text)
	return known
}

// looks is what may be looked for at the next token: line ends that mean nothing,
// reserved words, aliases, or the end of a here-document.
type looks uint8

const (
	passLines looks = 1 << iota
	findReserved
	findAlias
	takeEnd
)

// token reads the next token, as the grammar looks for it. (readtoken)
func (r *Reader) token() token {
	seeks := r.seeks
	for {
		t := r.plainToken()
		for seeks&passLines != 0 && t == tokenLine && r.fault == nil {
			r.hereDocuments()
			t = r.plainToken()
		}
		seeks |= r.seeks
		r.seeks = 0
		if t != tokenWord || r.quoted || r.fault != nil {
			return t
		}
		text := r.word.Text()
		if text == "" {
			return t
		}
		if seeks&findReserved != 0 {
			if word, known := reserved(text); known {
				r.last = word
				return word
			}
		}
		if seeks&findAlias == 0 || r.Alias == nil || r.within[text] {
			return t
		}
		value, known := r.Alias(text)
		if !known {
			return t
		}
		if value != "" {
			r.within[text] = true
			r.in.pushed = append(r.in.pushed, pushed{text: value, alias: text})
		}
	}
}

// plainToken reads a token without asking what a word means. (xxreadtoken)
func (r *Reader) plainToken() token {
	if r.again {
		r.again = false
		return r.last
	}
	r.last = r.freshToken()
	return r.last
}

func (r *Reader) freshToken() token {
	for {
		c := r.joined()
		switch c {
		case ' ', '\t':
			continue
		case '#':
			for c = r.next(); c != '\n' && c != end; c = r.next() {
			}
			r.back(c)
			continue
		case '\n':
			r.Line++
			return tokenLine
		case end:
			return tokenEnd
		case '&':
			return r.doubled('&', tokenBackground, tokenAnd)
		case '|':
			return r.doubled('|', tokenPipe, tokenOr)
		case ';':
			return r.doubled(';', tokenSemicolon, tokenEndCase)
		case '(':
			return tokenOpen
		case ')':
			return tokenClose
		}
		return r.wordOrRedirect(c)
	}
}

// doubled is which of two tokens it is, by whether its character comes twice.
func (r *Reader) doubled(c int, once, twice token) token {
	second := r.joined()
	if second == c {
		return twice
	}
	r.back(second)
	return once
}
