package node

import (
	"slices"
	"strings"
)

// The first line of a message: a request's method, URL and version, or a response's
// version and status.

// httpMethods are the methods of HTTP that llhttp knows, rtspMethods those of RTSP.
var (
	httpMethods = []string{
		"DELETE", "GET", "HEAD", "POST", "PUT", "CONNECT", "OPTIONS", "TRACE", "PATCH", "LINK", "UNLINK", "COPY", "LOCK", "MKCOL", "MOVE",
		"PROPFIND", "PROPPATCH", "SEARCH", "UNLOCK", "BIND", "REBIND", "UNBIND", "ACL", "REPORT", "MKACTIVITY", "CHECKOUT", "MERGE",
		"M-SEARCH", "NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE", "MKCALENDAR", "PURGE", "QUERY", "SOURCE", "PRI",
	}
	rtspMethods = []string{
		"OPTIONS", "DESCRIBE", "ANNOUNCE", "SETUP", "PLAY", "PAUSE", "TEARDOWN", "GET_PARAMETER", "SET_PARAMETER", "REDIRECT", "RECORD",
		"GET", "POST", "FLUSH",
	}
	allMethods    = append(slices.Clone(httpMethods), rtspMethods...)
	httpProtocols = []string{"HTTP", "RTSP", "ICE"}
)

func (p *httpParser) method(ch byte) bool {
	switch p.match(ch, allMethods) {
	case matchFails:
		return p.fail("HPE_INVALID_METHOD", "Invalid method encountered")
	case matchGoesOn:
		return true
	case matchEnds:
		p.head.method = p.word
		return p.then((*httpParser).afterMethod)
	}
	p.head.method = p.word
	return p.goTo((*httpParser).afterMethod)
}

func (p *httpParser) afterMethod(ch byte) bool {
	if ch != ' ' {
		return p.fail("HPE_INVALID_METHOD", "Expected space after method")
	}
	return p.then((*httpParser).beforeURL)
}

func (p *httpParser) beforeURL(ch byte) bool {
	switch {
	case ch == ' ':
		return true
	case ch == '\t' || ch == '\f':
		return p.failAfter("HPE_INVALID_URL", "Invalid characters in url")
	case p.head.method == "CONNECT":
		return p.begin(urlSpan, (*httpParser).urlServer)
	}
	return p.begin(urlSpan, (*httpParser).urlStart)
}

// urlEnds sees to what ends a URL, and to what may be nowhere in it.
func (p *httpParser) urlEnds(ch byte) (seen, taken bool) {
	switch ch {
	case '\t', '\f':
		return true, p.failAfter("HPE_INVALID_URL", "Invalid characters in url")
	case ' ':
		p.finish(p.at)
		return true, p.then((*httpParser).afterURL)
	case '\r':
		p.finish(p.at)
		return true, p.then((*httpParser).afterURLLineFeed)
	case '\n':
		p.finish(p.at)
		return true, p.then((*httpParser).afterURL09)
	}
	return false, false
}

func (p *httpParser) urlStart(ch byte) bool {
	switch {
	case ch == '/' || ch == '*':
		return p.then((*httpParser).urlPath)
	case isLetter(ch):
		return p.goTo((*httpParser).urlSchema)
	case ch == '\r' || ch == '\n':
		return p.failAfter("HPE_INVALID_URL", "Invalid characters in url")
	}
	return p.fail("HPE_INVALID_URL", "Unexpected start char in url")
}

func (p *httpParser) urlSchema(ch byte) bool {
	switch {
	case isLetter(ch):
		return true
	case ch == ':':
		p.word = ""
		return p.then((*httpParser).urlSchemaEnd)
	case strings.IndexByte(" \r\n\t\f", ch) >= 0:
		return p.failAfter("HPE_INVALID_URL", "Invalid characters in url")
	}
	return p.fail("HPE_INVALID_URL", "Unexpected char in url schema")
}

func (p *httpParser) urlSchemaEnd(ch byte) bool {
	switch {
	case ch == '/' && p.word == "":
		p.word = "/"
		return true
	case ch == '/':
		return p.then((*httpParser).urlServer)
	case p.word == "" && strings.IndexByte(" \r\n\t\f", ch) >= 0:
		return p.failAfter("HPE_INVALID_URL", "Invalid characters in url")
	}
	return p.fail("HPE_INVALID_URL", "Unexpected char in url schema")
}

func (p *httpParser) urlServer(ch byte) bool {
	if ch == '@' {
		return p.then((*httpParser).urlServerAt)
	}
	return p.urlServerChar(ch)
}

func (p *httpParser) urlServerAt(ch byte) bool {
	if ch == '@' {
		return p.failAfter("HPE_INVALID_URL", "Double @ in url")
	}
	return p.urlServerChar(ch)
}

func (p *httpParser) urlServerChar(ch byte) bool {
	if seen, taken := p.urlEnds(ch); seen {
		return taken
	}
	switch {
	case ch == '/':
		return p.then((*httpParser).urlPath)
	case ch == '?':
		return p.then((*httpParser).urlQuery)
	case isLetter(ch) || isDigit(ch) || strings.IndexByte("-_.!~*'()%;:&=+$,[]", ch) >= 0:
		return p.then((*httpParser).urlServer)
	}
	return p.fail("HPE_INVALID_URL", "Unexpected char in url server")
}

// isURLChar reports whether a byte may be in each part of a URL.
func isURLChar(ch byte) bool { return ch > ' ' && ch < 0x7f && ch != '#' && ch != '?' }

func (p *httpParser) urlPath(ch byte) bool {
	if isURLChar(ch) {
		return true
	}
	if seen, taken := p.urlEnds(ch); seen {
		return taken
	}
	switch ch {
	case '?':
		return p.then((*httpParser).urlQuery)
	case '#':
		return p.then((*httpParser).urlFragment)
	}
	return p.fail("HPE_INVALID_URL", "Invalid char in url path")
}

func (p *httpParser) urlQuery(ch byte) bool {
	if isURLChar(ch) || ch == '?' {
		return true
	}
	if seen, taken := p.urlEnds(ch); seen {
		return taken
	}
	if ch == '#' {
		return p.then((*httpParser).urlFragment)
	}
	return p.fail("HPE_INVALID_URL", "Invalid char in url query")
}

func (p *httpParser) urlFragment(ch byte) bool {
	if isURLChar(ch) || ch == '?' || ch == '#' {
		return true
	}
	if seen, taken := p.urlEnds(ch); seen {
		return taken
	}
	return p.fail("HPE_INVALID_URL", "Invalid char in url fragment start")
}

func (p *httpParser) afterURL(ch byte) bool {
	if ch == '\t' || ch == '\f' {
		return p.failAfter("HPE_INVALID_URL", "Invalid characters in url")
	}
	p.word = ""
	return p.goTo((*httpParser).beforeProtocol)
}

func (p *httpParser) afterURLLineFeed(ch byte) bool {
	if ch != '\n' {
		return p.fail("HPE_INVALID_URL", "Expected CRLF")
	}
	return p.then((*httpParser).afterURL09)
}

// afterURL09 goes on after a first line without a version.
func (p *httpParser) afterURL09(ch byte) bool {
	if ch == '\t' || ch == '\f' {
		return p.failAfter("HPE_INVALID_URL", "Invalid characters in url")
	}
	p.head.major, p.head.minor = 0, 9
	return p.goTo((*httpParser).fieldsStart)
}

func (p *httpParser) beforeProtocol(ch byte) bool {
	if ch == ' ' {
		return true
	}
	return p.goTo((*httpParser).protocol)
}

// protocol reads what stands before a version.
func (p *httpParser) protocol(ch byte) bool {
	switch p.match(ch, httpProtocols) {
	case matchGoesOn:
		return true
	case matchEnds:
		if words := p.wrongMethod(); words != "" {
			return p.failAfter("HPE_INVALID_CONSTANT", words)
		}
		return p.then((*httpParser).afterProtocol)
	}
	return p.fail("HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/")
}

// wrongMethod says what is wrong with a method of that protocol.
func (p *httpParser) wrongMethod() string {
	switch {
	case p.response:
		return ""
	case p.word == "HTTP" && !slices.Contains(httpMethods, p.head.method):
		return "Invalid method for HTTP/x.x request"
	case p.word == "RTSP" && !slices.Contains(rtspMethods, p.head.method):
		return "Invalid method for RTSP/x.x request"
	case p.word == "ICE" && p.head.method != "SOURCE":
		return "Expected SOURCE method for ICE/x.x request"
	}
	return ""
}

func (p *httpParser) afterProtocol(ch byte) bool {
	if ch != '/' {
		return p.fail("HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/")
	}
	return p.then((*httpParser).major)
}

func (p *httpParser) major(ch byte) bool {
	if !isDigit(ch) {
		return p.fail("HPE_INVALID_VERSION", "Invalid major version")
	}
	p.head.major = int(ch - '0')
	return p.then((*httpParser).dot)
}

func (p *httpParser) dot(ch byte) bool {
	if ch != '.' {
		return p.fail("HPE_INVALID_VERSION", "Expected dot")
	}
	return p.then((*httpParser).minor)
}

func (p *httpParser) minor(ch byte) bool {
	if !isDigit(ch) {
		return p.fail("HPE_INVALID_VERSION", "Invalid minor version")
	}
	p.head.minor = int(ch - '0')
	switch [2]int{p.head.major, p.head.minor} {
	case [2]int{0, 9}, [2]int{1, 0}, [2]int{1, 1}, [2]int{2, 0}:
	default:
		if !p.lenient {
			return p.failAfter("HPE_INVALID_VERSION", "Invalid HTTP version")
		}
	}
	p.word = ""
	switch {
	case p.response:
		return p.then((*httpParser).afterResponseVersion)
	case p.head.method == "PRI":
		return p.then((*httpParser).preface)
	}
	return p.then((*httpParser).afterVersion)
}

// preface is what a client of HTTP/2 says first. (RFC 9113, section 3.4)
func (p *httpParser) preface(ch byte) bool {
	switch p.match(ch, []string{"\r\n\r\nSM\r\n\r\n"}) {
	case matchGoesOn:
		return true
	case matchEnds:
		return p.failAfter("HPE_PAUSED_H2_UPGRADE", "Pause on PRI/Upgrade")
	}
	return p.fail("HPE_INVALID_VERSION", "Expected HTTP/2 Connection Preface")
}

func (p *httpParser) afterVersion(ch byte) bool {
	switch {
	case ch == '\r', ch == '\n' && p.lenient:
		return p.then((*httpParser).afterVersionLineFeed)
	case ch == '\n':
		return p.failAfter("HPE_INVALID_VERSION", "Expected CRLF after version")
	}
	return p.fail("HPE_INVALID_VERSION", "Expected CRLF after version")
}

func (p *httpParser) afterVersionLineFeed(ch byte) bool {
	switch {
	case ch == '\n':
		return p.then((*httpParser).fieldsStart)
	case p.lenient:
		return p.goTo((*httpParser).fieldsStart)
	}
	return p.fail("HPE_STRICT", "Expected CRLF after version")
}

func (p *httpParser) afterResponseVersion(ch byte) bool {
	if ch != ' ' {
		return p.fail("HPE_INVALID_VERSION", "Expected space after version")
	}
	return p.then((*httpParser).status)
}

func (p *httpParser) status(ch byte) bool {
	if !isDigit(ch) {
		return p.fail("HPE_INVALID_STATUS", "Invalid status code")
	}
	p.head.status = 10*p.head.status + int(ch-'0')
	if p.word += "0"; len(p.word) == 3 {
		return p.then((*httpParser).afterStatus)
	}
	return true
}

func (p *httpParser) afterStatus(ch byte) bool {
	switch {
	case ch == ' ':
		return p.then((*httpParser).reasonStart)
	case ch == '\r':
		return p.then((*httpParser).statusLineFeed)
	case ch == '\n' && p.lenient:
		return p.then((*httpParser).fieldsStart)
	case ch == '\n':
		return p.failAfter("HPE_INVALID_STATUS", "Invalid response status")
	}
	return p.fail("HPE_INVALID_STATUS", "Invalid response status")
}

func (p *httpParser) reasonStart(byte) bool { return p.begin(statusSpan, (*httpParser).reason) }

func (p *httpParser) reason(ch byte) bool {
	switch ch {
	case '\r':
		p.finish(p.at + 1)
		return p.then((*httpParser).statusLineFeed)
	case '\n':
		if p.finish(p.at + 1); p.failure == nil && !p.lenient {
			return p.failAfter("HPE_CR_EXPECTED", "Missing expected CR after response line")
		}
		return p.then((*httpParser).fieldsStart)
	}
	return true
}

func (p *httpParser) statusLineFeed(ch byte) bool {
	switch {
	case ch == '\r' || ch == '\n':
		return p.then((*httpParser).fieldsStart)
	case p.lenient:
		return p.goTo((*httpParser).fieldsStart)
	}
	return p.fail("HPE_STRICT", "Expected LF after CR")
}

func isLetter(ch byte) bool { return ch|0x20 >= 'a' && ch|0x20 <= 'z' }
func isDigit(ch byte) bool  { return ch >= '0' && ch <= '9' }

// isToken reports whether a byte may be in a name. (RFC 9110, section 5.6.2)
func isToken(ch byte) bool {
	return isLetter(ch) || isDigit(ch) || strings.IndexByte("!#$%&'*+-.^_`|~", ch) >= 0
}
