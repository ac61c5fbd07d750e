package node

import (
	"math"
	"strings"
)

// The fields of a head, or of trailers, and what those say that decide how the
// message goes on.

// httpField is what the field is that is read. (HEADER_STATE)
type httpField uint8

const (
	generalField httpField = iota
	connectionField
	lengthField
	codingField
	upgradeField
	keepsValue // of Connection
	closesValue
	upgradesValue
	chunkedValue // of Transfer-Encoding
)

// httpFlag is what was said. (FLAGS)
type httpFlag uint16

const (
	flagKeeps httpFlag = 1 << iota
	flagCloses
	flagUpgrades
	flagChunked
	flagUpgrade
	flagLength
	flagNoBody
	flagTrailing
	flagCoded
)

// specialFields are those whose values are read here.
func specialField(name string) httpField {
	switch strings.ToLower(name) {
	case "connection", "proxy-connection":
		return connectionField
	case "content-length":
		return lengthField
	case "transfer-encoding":
		return codingField
	case "upgrade":
		return upgradeField
	}
	return generalField
}

func (p *httpParser) has(flag httpFlag) bool { return p.flags&flag != 0 }

func (p *httpParser) fieldsStart(ch byte) bool {
	switch {
	case ch == ' ' && p.lenient:
		return p.then((*httpParser).fieldStart)
	case ch == ' ':
		return p.failAfter("HPE_UNEXPECTED_SPACE", "Unexpected space after start line")
	}
	return p.goTo((*httpParser).fieldStart)
}

func (p *httpParser) fieldStart(ch byte) bool {
	switch {
	case ch == '\r':
		return p.then((*httpParser).fieldsLineFeed)
	case ch == '\n' && p.lenient:
		return p.fieldsDone()
	case ch == '\n':
		return p.failAfter("HPE_INVALID_HEADER_TOKEN", "Invalid header field char")
	case ch == ':':
		return p.fail("HPE_INVALID_HEADER_TOKEN", "Invalid header token")
	}
	return p.begin(nameSpan, (*httpParser).name)
}

// spelled is the name that is read, as far as it has come.
func (p *httpParser) spelled() string { return string(p.text) + string(p.data[p.from:p.at]) }

func (p *httpParser) name(ch byte) bool {
	switch {
	case isToken(ch):
		return true
	case ch == ':':
		return p.nameDone()
	case ch == ' ' && specialField(p.spelled()) != generalField:
		if !p.lenient {
			p.finish(p.at + 1)
			return p.failAfter("HPE_INVALID_HEADER_TOKEN", "Invalid header field char")
		}
		p.field = specialField(p.spelled())
		return p.then((*httpParser).nameSpaces)
	}
	return p.fail("HPE_INVALID_HEADER_TOKEN", "Invalid header token")
}

// nameSpaces goes through spaces before a colon, which are only let pass.
func (p *httpParser) nameSpaces(ch byte) bool {
	switch {
	case ch == ' ':
		return true
	case ch == ':':
		p.finish(p.at + 1)
		return p.nameComplete()
	}
	return p.goTo((*httpParser).name)
}

func (p *httpParser) nameDone() bool {
	p.field = specialField(p.spelled())
	p.finish(p.at + 1)
	return p.nameComplete()
}

// nameComplete refuses two ways to say how long a body is.
func (p *httpParser) nameComplete() bool {
	switch {
	case p.lenient:
	case p.field == codingField && p.has(flagLength):
		return p.failAfter("HPE_INVALID_TRANSFER_ENCODING", "Transfer-Encoding can't be present with Content-Length")
	case p.field == lengthField && p.has(flagCoded):
		return p.failAfter("HPE_INVALID_CONTENT_LENGTH", "Content-Length can't be present with Transfer-Encoding")
	}
	return p.then((*httpParser).beforeValue)
}

func (p *httpParser) beforeValue(ch byte) bool {
	switch {
	case ch == ' ' || ch == '\t':
		return true
	case ch == '\r':
		return p.then((*httpParser).beforeValueLineFeed)
	case ch == '\n' && p.lenient:
		return p.then((*httpParser).beforeValueLine)
	case ch == '\n':
		return p.failAfter("HPE_INVALID_HEADER_TOKEN", "Invalid header value char")
	}
	return p.begin(valueSpan, (*httpParser).valueStart)
}

func (p *httpParser) beforeValueLineFeed(ch byte) bool {
	switch {
	case ch == '\n':
		return p.then((*httpParser).beforeValueLine)
	case p.lenient:
		return p.goTo((*httpParser).beforeValueLine)
	}
	return p.fail("HPE_STRICT", "Expected LF after CR")
}

// beforeValueLine goes on after a line that had no value.
func (p *httpParser) beforeValueLine(ch byte) bool {
	switch {
	case (ch == ' ' || ch == '\t') && p.lenient:
		return p.then((*httpParser).beforeValue)
	case ch == ' ' || ch == '\t':
		return p.failAfter("HPE_INVALID_HEADER_TOKEN", "Invalid header value char")
	case p.field == lengthField:
		return p.fail("HPE_INVALID_CONTENT_LENGTH", "Empty Content-Length")
	}
	p.setFlags()
	p.begin(valueSpan, nil)
	p.finish(p.at)
	return p.goTo((*httpParser).fieldStart)
}

func (p *httpParser) valueStart(byte) bool {
	switch p.field {
	case upgradeField:
		p.flags |= flagUpgrade
		p.field = generalField
	case codingField:
		if p.has(flagChunked) && !p.response && !p.lenient {
			return p.codingRefused()
		}
		p.flags |= flagCoded
		p.flags &^= flagChunked
		p.word = ""
		return p.goTo((*httpParser).coding)
	case lengthField:
		if p.has(flagLength) {
			return p.fail("HPE_UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length")
		}
		p.left = 0
		return p.goTo((*httpParser).length)
	case connectionField:
		p.word = ""
		return p.goTo((*httpParser).connection)
	}
	return p.goTo((*httpParser).value)
}

func (p *httpParser) codingRefused() bool {
	p.finish(p.at + 1)
	return p.failAfter("HPE_INVALID_TRANSFER_ENCODING", "Invalid `Transfer-Encoding` header value")
}

// coding reads a coding of Transfer-Encoding.
func (p *httpParser) coding(ch byte) bool {
	switch p.match(ch|0x20, []string{"chunked"}) {
	case matchGoesOn:
		return true
	case matchEnds:
		return p.then((*httpParser).codingChunked)
	}
	return p.goTo((*httpParser).codingOther)
}

func (p *httpParser) codingChunked(ch byte) bool {
	switch {
	case ch == ' ':
		return true
	case ch == '\r' || ch == '\n':
		p.field = chunkedValue
		return p.goTo((*httpParser).valueEnd)
	case ch == ',' && !p.response && !p.lenient:
		return p.codingRefused()
	case ch == ',':
		p.word = ""
		return p.goTo((*httpParser).coding)
	}
	return p.goTo((*httpParser).codingOther)
}

func (p *httpParser) codingOther(ch byte) bool {
	switch {
	case ch == ',':
		return p.then((*httpParser).codingSpaces)
	case isValueChar(ch):
		return true
	}
	p.field = generalField
	return p.goTo((*httpParser).value)
}

func (p *httpParser) codingSpaces(ch byte) bool {
	if ch == ' ' || ch == '\t' {
		return true
	}
	p.word = ""
	return p.goTo((*httpParser).coding)
}

func (p *httpParser) length(ch byte) bool {
	if !isDigit(ch) {
		return p.goTo((*httpParser).afterLength)
	}
	if digit := uint64(ch - '0'); p.left > (math.MaxUint64-digit)/10 {
		p.finish(p.at + 1)
		return p.failAfter("HPE_INVALID_CONTENT_LENGTH", "Content-Length overflow")
	} else {
		p.left = 10*p.left + digit
	}
	return true
}

func (p *httpParser) afterLength(ch byte) bool {
	switch ch {
	case ' ':
		return true
	case '\r', '\n':
		p.flags |= flagLength
		return p.goTo((*httpParser).valueEnd)
	}
	p.finish(p.at)
	return p.fail("HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length")
}

// connection reads an option of Connection.
func (p *httpParser) connection(ch byte) bool {
	if p.word == "" && (ch == ' ' || ch == '\t') {
		return true
	}
	lower := ch
	if ch >= 'A' && ch <= 'Z' {
		lower |= 0x20
	}
	switch p.match(lower, []string{"close", "upgrade", "keep-alive"}) {
	case matchGoesOn:
		return true
	case matchEnds:
		p.field = map[string]httpField{"close": closesValue, "upgrade": upgradesValue, "keep-alive": keepsValue}[p.word]
		return p.then((*httpParser).afterConnection)
	}
	return p.goTo((*httpParser).connectionOther)
}

func (p *httpParser) afterConnection(ch byte) bool {
	switch ch {
	case ',':
		p.setFlags()
		p.word = ""
		return p.then((*httpParser).connection)
	case ' ':
		return true
	case '\r', '\n':
		return p.goTo((*httpParser).valueEnd)
	}
	p.field = generalField
	return p.goTo((*httpParser).connectionOther)
}

func (p *httpParser) connectionOther(ch byte) bool {
	switch {
	case ch == ',':
		p.word = ""
		return p.then((*httpParser).connection)
	case isValueChar(ch):
		return true
	}
	return p.goTo((*httpParser).valueEnd)
}

// isValueChar reports whether a byte may be in a value.
func isValueChar(ch byte) bool { return ch >= ' ' && ch != 0x7f || ch == '\t' }

func (p *httpParser) value(ch byte) bool {
	if isValueChar(ch) {
		return true
	}
	return p.goTo((*httpParser).valueEnd)
}

func (p *httpParser) valueEnd(ch byte) bool {
	switch {
	case ch == '\r':
		p.finish(p.at + 1)
		return p.then((*httpParser).valueLineFeed)
	case ch == '\n':
		if p.finish(p.at); p.failure == nil && !p.lenient {
			return p.fail("HPE_CR_EXPECTED", "Missing expected CR after header value")
		}
		return p.goTo((*httpParser).valueLineFeed)
	case p.lenient:
		return p.goTo((*httpParser).valueLenient)
	}
	p.finish(p.at)
	return p.fail("HPE_INVALID_HEADER_TOKEN", "Invalid header value char")
}

func (p *httpParser) valueLenient(ch byte) bool {
	if ch == '\r' || ch == '\n' {
		return p.goTo((*httpParser).valueEnd)
	}
	return true
}

func (p *httpParser) valueLineFeed(ch byte) bool {
	if ch != '\n' {
		return p.fail("HPE_LF_EXPECTED", "Missing expected LF after header value")
	}
	return p.then((*httpParser).valueLine)
}

// valueLine sees whether a value goes on on the next line.
func (p *httpParser) valueLine(ch byte) bool {
	if ch == ' ' || ch == '\t' {
		if !p.lenient {
			return p.fail("HPE_INVALID_HEADER_TOKEN", "Unexpected whitespace after header value")
		}
		if p.field == chunkedValue {
			p.field = generalField
		}
		return p.begin(valueSpan, (*httpParser).valueStart)
	}
	p.setFlags()
	return p.goTo((*httpParser).fieldStart)
}

// setFlags keeps what a value has said.
func (p *httpParser) setFlags() {
	switch p.field {
	case keepsValue:
		p.flags |= flagKeeps
	case closesValue:
		p.flags |= flagCloses
	case upgradesValue:
		p.flags |= flagUpgrades
	case chunkedValue:
		p.flags |= flagChunked
		return
	default:
		return
	}
	p.field = connectionField
}

func (p *httpParser) fieldsLineFeed(ch byte) bool {
	switch {
	case ch == '\n':
		return p.fieldsDone()
	case p.lenient:
		p.fieldsDone()
		return false
	}
	return p.fail("HPE_STRICT", "Expected LF after headers")
}

// takeFields are the fields that were read, without spaces behind their values.
func (p *httpParser) takeFields() []string {
	fields := p.head.fields
	for i := 1; i < len(fields); i += 2 {
		fields[i] = strings.TrimRight(fields[i], " \t")
	}
	p.head.fields = nil
	return fields
}

// fieldsDone takes the byte that ends a head, or trailers.
func (p *httpParser) fieldsDone() bool {
	if p.has(flagTrailing) {
		p.read = 0
		p.messageDone()
	} else {
		p.headDone()
	}
	return p.failure == nil
}
