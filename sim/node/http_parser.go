package node

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// httpParser reads messages of HTTP/1.1 from bytes that come piece by piece (RFC
// 9112), and tells of their parts as llhttp does. What it refuses, it refuses with
// llhttp's names.
type httpParser struct {
	response bool
	most     int // bytes that the head of a message may have
	lenient  bool
	tell     httpListener

	state      httpState
	head       []byte // of the message, as far as it has come
	headLength int    // how long it is, also when it has been read
	left       int64  // bytes of the body, or of the chunk, that are to come
	chunked    bool
	keepAlive  bool
	upgraded   bool // what follows is not HTTP
	failure    *httpFailure
	pieces     bool // it stops after each piece of a body
	stopped    bool // it has stopped there
}

// httpListener is told of the parts of messages. Head says what follows: see
// httpBody; others report whether the parser is to go on.
type httpListener interface {
	begun() // a message begins
	head(m *httpHead) httpBody
	body(data []byte) bool
	trailers(fields []string)
	complete() bool
}

// httpHead is the first part of a message.
type httpHead struct {
	major, minor int
	method, url  string
	status       int
	reason       string
	fields       []string // names and values in turn
	upgrade      bool
	keepAlive    bool
}

// httpBody is what follows a head.
type httpBody int

const (
	bodyAsSaid   httpBody = iota // by its fields
	bodyNone                     // nothing, whatever they say: an answer to HEAD
	bodyUpgraded                 // another protocol
)

// httpFailure is why bytes are not HTTP.
type httpFailure struct {
	code, reason string
	at           int // in the bytes that were given last
}

type httpState int

const (
	httpHeadState httpState = iota
	httpFixed
	httpUntilEnd
	httpChunkSize
	httpChunkData
	httpChunkEnd
	httpTrailers
	httpClosed // nothing may follow
)

// httpMethods are those that llhttp knows.
var httpMethods = []string{
	"ACL", "BIND", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LINK", "LOCK", "M-SEARCH", "MERGE", "MKACTIVITY",
	"MKCALENDAR", "MKCOL", "MOVE", "NOTIFY", "OPTIONS", "PATCH", "POST", "PROPFIND", "PROPPATCH", "PURGE", "PUT", "QUERY", "REBIND",
	"REPORT", "SEARCH", "SOURCE", "SUBSCRIBE", "TRACE", "UNBIND", "UNLINK", "UNLOCK", "UNSUBSCRIBE",
}

func (p *httpParser) fail(code, reason string, at int) *httpFailure {
	p.failure = &httpFailure{code, reason, at}
	return p.failure
}

// execute reads more bytes, and returns how many of them were HTTP.
func (p *httpParser) execute(data []byte) (int, *httpFailure) {
	at := 0
	if p.stopped {
		p.stopped = false
		p.bodyTold()
	}
	for at < len(data) {
		if p.failure != nil {
			return at, p.failure
		}
		if p.upgraded {
			return at, nil
		}
		rest := data[at:]
		switch p.state {
		case httpHeadState, httpTrailers, httpChunkSize:
			used, failure := p.line(rest)
			at += used
			if failure != nil {
				failure.at += at - p.headLength
				return failure.at, failure
			}
		case httpFixed, httpChunkData:
			count := min(int64(len(rest)), p.left)
			p.left -= count
			at += int(count)
			if !p.tell.body(rest[:count]) {
				return at, p.failure
			}
			if p.pieces {
				p.stopped = true
				return at, nil
			}
			p.bodyTold()
		case httpChunkEnd:
			if p.left == 2 && rest[0] == '\n' && !p.lenient {
				return at + 1, p.fail("HPE_CR_EXPECTED", "Missing expected CR after chunk data", at+1)
			}
			if want := "\r\n"[2-p.left]; rest[0] != want {
				return at, p.fail("HPE_STRICT", "Expected LF after chunk data", at)
			}
			at++
			if p.left--; p.left == 0 {
				p.state = httpChunkSize
			}
		case httpUntilEnd:
			at = len(data)
			p.tell.body(rest)
		case httpClosed:
			if rest[0] == '\r' || rest[0] == '\n' {
				at++
				continue
			}
			return at, p.fail("HPE_CLOSED_CONNECTION", "Data after `Connection: close`", at)
		}
	}
	return at, p.failure
}

// bodyTold goes on after a piece of a body, which may have been the last.
func (p *httpParser) bodyTold() {
	switch {
	case p.left > 0:
	case p.state == httpChunkData:
		p.state, p.left = httpChunkEnd, 2
	default:
		p.finish()
	}
}

// end is told that nothing more comes.
func (p *httpParser) end() *httpFailure {
	switch {
	case p.failure != nil: // which was told of
		return nil
	case p.state == httpUntilEnd:
		p.finish()
	case p.state != httpHeadState && p.state != httpClosed, len(p.head) > 0:
		return p.fail("HPE_INVALID_EOF_STATE", "Invalid EOF state", 0)
	}
	return nil
}

// line takes bytes up to the end of a line, and reads what that completes. It
// returns how many it took.
func (p *httpParser) line(rest []byte) (int, *httpFailure) {
	if p.state == httpHeadState && len(p.head) == 0 {
		if rest[0] == '\r' || rest[0] == '\n' { // empty lines before a message
			return 1, nil
		}
		p.tell.begun()
	}
	end := bytes.IndexByte(rest, '\n')
	used := end + 1
	if end < 0 {
		used = len(rest)
	}
	p.head = append(p.head, rest[:used]...)
	p.headLength = len(p.head)
	if p.state == httpHeadState {
		if failure := p.begins(); failure != nil {
			return used, failure
		}
	}
	if len(p.head) > p.most {
		return used, p.fail("HPE_HEADER_OVERFLOW", "Header overflow", max(len(p.head)-1, 0))
	}
	if failure := p.ends(end >= 0); failure != nil {
		return used, failure
	}
	if end < 0 {
		return used, nil
	}
	switch {
	case p.state == httpChunkSize:
		return used, p.chunk()
	case bytes.HasSuffix(p.head, []byte("\n\r\n")), bytes.HasSuffix(p.head, []byte("\n\n")), string(p.head) == "\r\n":
		head := string(p.head)
		p.head = p.head[:0]
		if p.state == httpTrailers {
			fields, failure := p.fields(head)
			if failure != nil {
				return used, failure
			}
			if len(fields) > 0 {
				p.tell.trailers(fields)
			}
			p.finish()
			return used, p.failure
		}
		return used, p.begin(head)
	}
	return used, nil
}

// ends refuses a line that does not end by CR and LF, of which only CR may have
// come. (llhttp's states for what may follow CR and LF, each with its own words)
func (p *httpParser) ends(whole bool) *httpFailure {
	if p.lenient {
		return nil
	}
	text := p.head
	if whole {
		text = text[:len(text)-1]
	}
	begin := bytes.LastIndexByte(text, '\n') + 1
	line := string(text[begin:])
	first := begin == 0 && p.state == httpHeadState
	before, after, cr := strings.Cut(line, "\r")
	if cr && after != "" {
		return p.lineFeedMissing(first, before, begin+len(before)+1)
	}
	if cr || !whole {
		return nil
	}
	switch end := len(p.head); {
	case p.state == httpChunkSize:
		return p.fail("HPE_CR_EXPECTED", "Missing expected CR after chunk size", end)
	case first && !p.response:
		if endsByVersion(line) {
			return p.fail("HPE_INVALID_VERSION", "Expected CRLF after version", end)
		}
		return nil
	case first && strings.Count(line, " ") < 2:
		return p.fail("HPE_INVALID_STATUS", "Invalid response status", end)
	case first:
		return p.fail("HPE_CR_EXPECTED", "Missing expected CR after response line", end)
	case line == "":
		return p.fail("HPE_INVALID_HEADER_TOKEN", "Invalid header field char", end)
	default:
		return p.fail("HPE_CR_EXPECTED", "Missing expected CR after header value", end-1)
	}
}

// lineFeedMissing refuses what follows the CR of a line, if that ends there.
func (p *httpParser) lineFeedMissing(first bool, before string, at int) *httpFailure {
	switch {
	case first && p.response:
		return p.fail("HPE_STRICT", "Expected LF after CR", at)
	case first && endsByVersion(before):
		return p.fail("HPE_STRICT", "Expected CRLF after version", at)
	case !first && before == "" && p.state == httpHeadState:
		return p.fail("HPE_STRICT", "Expected LF after headers", at)
	}
	return nil
}

// endsByVersion reports whether a request's first line is whole.
func endsByVersion(line string) bool {
	_, version, found := strings.Cut(line, " HTTP/")
	return found && len(version) == 3 && version[1] == '.'
}

// begins refuses what cannot become the first line of a message.
func (p *httpParser) begins() *httpFailure {
	if p.response {
		const version = "HTTP/"
		if got := p.head[:min(len(p.head), len(version))]; !strings.HasPrefix(version, string(got)) {
			return p.fail("HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/", mismatch(version, string(got)))
		}
		return nil
	}
	space := bytes.IndexByte(p.head, ' ')
	known := func(method string) bool {
		if space >= 0 {
			return method == string(p.head[:space])
		}
		return strings.HasPrefix(method, string(p.head))
	}
	if !slices.ContainsFunc(httpMethods, known) {
		for _, method := range httpMethods {
			if space != 0 && strings.HasPrefix(string(p.head), method) {
				return p.fail("HPE_INVALID_METHOD", "Expected space after method", len(method))
			}
		}
		furthest := 0
		for _, method := range httpMethods {
			furthest = max(furthest, mismatch(method, string(p.head[:min(len(p.head), len(method))])))
		}
		return p.fail("HPE_INVALID_METHOD", "Invalid method encountered", furthest)
	}
	return nil
}

// chunk reads the line that says how long a chunk is.
func (p *httpParser) chunk() *httpFailure {
	text := strings.TrimRight(string(p.head), "\r\n")
	p.head = p.head[:0]
	text, _, _ = strings.Cut(text, ";")
	size, err := strconv.ParseInt(strings.TrimSpace(text), 16, 63)
	if err != nil || size < 0 {
		return p.fail("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size", len(text)-len(strings.TrimLeft(text, "0123456789abcdefABCDEF")))
	}
	if p.left = size; size == 0 {
		p.state = httpTrailers
	} else {
		p.state = httpChunkData
	}
	return nil
}

// mismatch is where a text begins to differ from what it was to be.
func mismatch(want, got string) int {
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			return i
		}
	}
	return min(len(want), len(got))
}

// begin reads the head of a message, and tells of it.
func (p *httpParser) begin(text string) *httpFailure {
	first, rest, _ := strings.Cut(text, "\n")
	first, ended := strings.CutSuffix(first, "\r")
	m := &httpHead{}
	var failure *httpFailure
	if p.response {
		failure = p.statusLine(m, first)
	} else {
		failure = p.requestLine(m, first)
	}
	if failure == nil && !ended && !p.response && !p.lenient && m.major > 0 {
		failure = p.fail("HPE_INVALID_VERSION", "Expected CRLF after version", len(first)+1)
	}
	if failure != nil {
		return failure
	}
	before := len(text) - len(rest)
	if m.fields, failure = p.fields(rest); failure != nil {
		failure.at += before
		return failure
	}
	return p.decide(m, before)
}

// version reads the version, which stands at a place in the head.
func (p *httpParser) version(m *httpHead, text string, at int) *httpFailure {
	digits, found := strings.CutPrefix(text, "HTTP/")
	switch {
	case !found:
		return p.fail("HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/", at+mismatch("HTTP/", text))
	case len(digits) != 3 || digits[1] != '.' || digits[0] < '0' || digits[0] > '9' || digits[2] < '0' || digits[2] > '9':
		return p.fail("HPE_INVALID_VERSION", "Invalid HTTP version", at+len(text))
	}
	m.major, m.minor = int(digits[0]-'0'), int(digits[2]-'0')
	if m.major != 1 && m.major != 2 && !(m.major == 0 && m.minor == 9) {
		return p.fail("HPE_INVALID_VERSION", "Invalid HTTP version", at+len(text))
	}
	return nil
}

func (p *httpParser) requestLine(m *httpHead, line string) *httpFailure {
	method, rest, _ := strings.Cut(line, " ")
	url, version, found := strings.Cut(strings.TrimLeft(rest, " "), " ")
	m.method, m.url = method, url
	switch {
	case url == "" || strings.IndexFunc(url, func(r rune) bool { return r < '!' || r == 0x7f }) >= 0:
		return p.fail("HPE_INVALID_URL", "Invalid characters in url", len(method)+1)
	case method != "CONNECT":
		if what, bad := badURLStart(url); what != "" {
			return p.fail("HPE_INVALID_URL", what, len(method)+1+bad)
		}
	}
	if !found { // of HTTP/0.9
		m.minor = 9
		return nil
	}
	return p.version(m, version, len(line)-len(version))
}

// badURLStart says what is wrong with how a URL begins, and where: it is a path, an
// asterisk, or has a scheme. (url_start and url_schema of llhttp)
func badURLStart(url string) (what string, at int) {
	isLetter := func(ch byte) bool { return ch|0x20 >= 'a' && ch|0x20 <= 'z' }
	switch {
	case url[0] == '/' || url[0] == '*':
		return "", 0
	case !isLetter(url[0]):
		return "Unexpected start char in url", 0
	}
	for at < len(url) && isLetter(url[at]) {
		at++
	}
	if at == len(url) {
		return "Invalid characters in url", at + 1
	}
	if !strings.HasPrefix(url[at:], "://") {
		return "Unexpected char in url schema", at + mismatch("://", url[at:])
	}
	return "", 0
}

func (p *httpParser) statusLine(m *httpHead, line string) *httpFailure {
	version, rest, _ := strings.Cut(line, " ")
	if failure := p.version(m, version, 0); failure != nil {
		return failure
	}
	code, reason, _ := strings.Cut(rest, " ")
	status, err := strconv.Atoi(code)
	if err != nil || len(code) != 3 || status < 0 {
		return p.fail("HPE_INVALID_STATUS", "Invalid status code", len(version)+1+min(len(code)-len(strings.TrimLeft(code, "0123456789")), 3))
	}
	m.status, m.reason = status, reason
	return nil
}

// fields are the names and values of a head's lines.
func (p *httpParser) fields(text string) ([]string, *httpFailure) {
	var list []string
	whole := text
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		at := len(whole) - len(text)
		text = rest
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' { // a value that goes on
			if len(list) == 0 {
				return nil, p.fail("HPE_UNEXPECTED_SPACE", "Unexpected space after start line", 1)
			}
			return nil, p.fail("HPE_INVALID_HEADER_TOKEN", "Unexpected whitespace after header value", at)
		}
		name, value, found := strings.Cut(line, ":")
		bad := strings.IndexFunc(name, func(r rune) bool { return !isToken(r) })
		if !found || name == "" || bad >= 0 {
			if bad < 0 {
				bad = len(name)
			}
			return nil, p.fail("HPE_INVALID_HEADER_TOKEN", "Invalid header token", at+bad)
		}
		value = strings.Trim(value, " \t")
		if bad := strings.IndexFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }); bad >= 0 {
			return nil, p.fail("HPE_INVALID_HEADER_TOKEN", "Invalid header value char", at+bad)
		}
		list = append(list, name, value)
	}
	return list, nil
}

// isToken reports whether a character may be in the name of a field.
func isToken(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}

// decide tells of the head, and what follows it. (RFC 9112, section 6.3)
//
// The fields begin at a place in the head.
func (p *httpParser) decide(m *httpHead, at int) *httpFailure {
	length, hasLength, coded, upgrade := int64(0), false, false, false
	closes, keeps, asksUpgrade := false, false, false
	p.chunked = false
	place := 0
	for i := 0; i < len(m.fields); i += 2 {
		value, valueAt := m.fields[i+1], place+len(m.fields[i])+2
		place = valueAt + len(value) + 2 // as people write them
		switch strings.ToLower(m.fields[i]) {
		case "content-length":
			if hasLength {
				return p.fail("HPE_UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length", at+valueAt)
			}
			number, err := strconv.ParseInt(value, 10, 64)
			if err != nil || number < 0 || value[0] == '+' {
				return p.fail("HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length", at+valueAt+len(value)-len(strings.TrimLeft(value, "0123456789")))
			}
			if coded && !p.lenient {
				return p.fail("HPE_INVALID_CONTENT_LENGTH", "Content-Length can't be present with Transfer-Encoding", at+valueAt-1)
			}
			length, hasLength = number, true
		case "transfer-encoding":
			if hasLength && !p.lenient {
				return p.fail("HPE_INVALID_TRANSFER_ENCODING", "Transfer-Encoding can't be present with Content-Length", at+valueAt-1)
			}
			coded = true
			codings := strings.Split(strings.ToLower(value), ",")
			behind := 0
			for _, coding := range codings[:len(codings)-1] {
				behind += len(coding) + 1
				if strings.TrimSpace(coding) == "chunked" && !p.lenient {
					return p.fail("HPE_INVALID_TRANSFER_ENCODING", "Invalid `Transfer-Encoding` header value", at+valueAt+behind)
				}
			}
			p.chunked = strings.TrimSpace(codings[len(codings)-1]) == "chunked"
		case "connection", "proxy-connection":
			for _, option := range strings.Split(strings.ToLower(value), ",") {
				switch strings.TrimSpace(option) {
				case "close":
					closes = true
				case "keep-alive":
					keeps = true
				case "upgrade":
					asksUpgrade = true
				}
			}
		case "upgrade":
			upgrade = true
		}
	}
	if coded && !p.chunked && !p.response {
		return p.fail("HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`", p.headLength)
	}
	m.upgrade = upgrade && asksUpgrade && (!p.response || m.status == 101) || m.method == "CONNECT"
	empty := p.response && (m.status/100 == 1 || m.status == 204 || m.status == 304)
	keep := m.major > 0 && m.minor > 0 && !closes || m.minor == 0 && keeps
	if p.response && !empty && !coded && !hasLength {
		keep = false
	}
	if p.response && coded && !p.chunked {
		keep = false
	}
	m.keepAlive, p.keepAlive = keep, keep
	body := p.tell.head(m)
	switch {
	case p.failure != nil:
		return p.failure
	case body == bodyUpgraded || m.method == "CONNECT" && !p.response:
		p.upgraded = true
		p.tell.complete()
	case body == bodyNone || empty:
		p.keepAlive = p.keepAlive || keeps || m.minor > 0 && !closes
		p.finish()
	case p.chunked:
		p.state = httpChunkSize
	case hasLength && length > 0:
		p.state, p.left = httpFixed, length
	case hasLength, !p.response:
		p.finish()
	default:
		p.state = httpUntilEnd
	}
	return nil
}

// finish ends a message.
func (p *httpParser) finish() {
	p.state = httpHeadState
	p.head = p.head[:0]
	if !p.keepAlive {
		p.state = httpClosed
	}
	p.tell.complete()
}
