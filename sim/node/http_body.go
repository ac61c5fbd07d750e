package node

import "math"

// What follows the head of a message, and its end.

// headDone tells of the head, and decides what follows it.
// (llhttp__before_headers_complete, llhttp__after_headers_complete)
func (p *httpParser) headDone() {
	m := p.head
	m.fields = p.takeFields()
	m.upgrade = m.method == "CONNECT"
	if p.has(flagUpgrade) && p.has(flagUpgrades) {
		m.upgrade = !p.response || m.status == 101
	}
	m.keepAlive = p.keepsAlive()
	p.read = 0
	switch p.tell.head(&m) {
	case bodyNone:
		p.flags |= flagNoBody
	case bodyUpgraded:
		p.flags |= flagNoBody
		m.upgrade = true
	}
	p.head.upgrade = m.upgrade
	if p.failure != nil {
		return
	}
	hasBody := p.has(flagChunked) || p.left > 0
	switch {
	case m.upgrade && (m.method == "CONNECT" || p.has(flagNoBody) || !hasBody), p.response && m.status == 101:
		p.tell.complete()
		p.cleanUp()
		p.paused = true
	case p.response && m.status == 100, p.has(flagNoBody),
		p.response && (m.status == 102 || m.status == 103 || m.status == 204 || m.status == 304):
		p.tell.complete()
		p.cleanUp()
	case p.has(flagChunked):
		p.left = 0
		p.step = (*httpParser).chunkSizeStart
	case p.has(flagCoded) && !p.response && !p.lenient:
		p.failAfter("HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`")
	case p.has(flagCoded), !p.has(flagLength) && p.needsEOF():
		p.eof = eofEnds
		p.step = (*httpParser).bodyUntilEnd
	case !p.has(flagLength), p.left == 0:
		p.tell.complete()
		p.cleanUp()
	default:
		p.step = (*httpParser).bodyPiece
	}
}

// needsEOF reports whether only the end of the bytes ends the message.
// (llhttp_message_needs_eof)
func (p *httpParser) needsEOF() bool {
	status := p.head.status
	switch {
	case !p.response, status/100 == 1, status == 204, status == 304, p.has(flagNoBody):
		return false
	case p.has(flagCoded) && !p.has(flagChunked):
		return true
	}
	return !p.has(flagChunked | flagLength)
}

// keepsAlive reports whether another message may follow. (llhttp_should_keep_alive)
func (p *httpParser) keepsAlive() bool {
	if p.head.major > 0 && p.head.minor > 0 {
		return !p.has(flagCloses) && !p.needsEOF()
	}
	return p.has(flagKeeps) && !p.needsEOF()
}

// bodyPiece takes what there is of a body, or of a chunk.
func (p *httpParser) bodyPiece(byte) bool {
	count := int(min(uint64(len(p.data)-p.at), p.left))
	piece := p.data[p.at : p.at+count]
	p.left -= uint64(count)
	p.at += count
	if !p.tell.body(piece) {
		return false
	}
	if p.pieces {
		p.stopped = true
	} else {
		p.bodyTold()
	}
	return false
}

// bodyTold goes on after a piece of a body, which may have been the last.
func (p *httpParser) bodyTold() {
	switch {
	case p.left > 0 || p.eof == eofEnds:
	case p.has(flagChunked):
		p.word = ""
		p.step = (*httpParser).chunkEnd
	default:
		p.messageDone()
	}
}

func (p *httpParser) bodyUntilEnd(byte) bool {
	piece := p.data[p.at:]
	p.at = len(p.data)
	if p.tell.body(piece) && p.pieces {
		p.stopped = true
	}
	return false
}

func (p *httpParser) chunkSizeStart(ch byte) bool {
	if _, is := chunkDigit(ch); !is {
		return p.fail("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size")
	}
	p.left = 0
	return p.goTo((*httpParser).chunkSize)
}

func (p *httpParser) chunkSize(ch byte) bool {
	digit, is := chunkDigit(ch)
	if !is {
		return p.goTo((*httpParser).afterChunkSize)
	}
	if p.left > (math.MaxUint64-digit)/16 {
		return p.failAfter("HPE_INVALID_CHUNK_SIZE", "Chunk size overflow")
	}
	p.left = 16*p.left + digit
	return true
}

func chunkDigit(ch byte) (value uint64, is bool) {
	switch {
	case isDigit(ch):
		return uint64(ch - '0'), true
	case ch|0x20 >= 'a' && ch|0x20 <= 'f':
		return uint64(ch|0x20-'a') + 10, true
	}
	return 0, false
}

func (p *httpParser) afterChunkSize(ch byte) bool {
	switch {
	case (ch == ' ' || ch == '\t') && p.lenient:
		return true
	case ch == ' ' || ch == '\t':
		return p.failAfter("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size")
	case ch == '\r', ch == '\n' && p.lenient:
		return p.then((*httpParser).chunkLineFeed)
	case ch == '\n':
		return p.failAfter("HPE_CR_EXPECTED", "Missing expected CR after chunk size")
	case ch == ';':
		return p.then((*httpParser).extension)
	}
	return p.fail("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size")
}

func (p *httpParser) extension(ch byte) bool {
	if ch == ' ' || ch == '\r' {
		return p.failAfter("HPE_STRICT", "Invalid character in chunk extensions")
	}
	return p.begin(extensionSpan, (*httpParser).extensionName)
}

func (p *httpParser) extensionName(ch byte) bool {
	if isToken(ch) {
		return true
	}
	if ch == '=' {
		p.finish(p.at + 1)
		p.span, p.from = extensionSpan, p.at+1
		return p.then((*httpParser).extensionValue)
	}
	return p.extensionEnds(ch, "name")
}

func (p *httpParser) extensionValue(ch byte) bool {
	switch {
	case ch == '"':
		return p.then((*httpParser).extensionQuoted)
	case isToken(ch):
		return true
	}
	return p.extensionEnds(ch, "value")
}

// extensionEnds sees to what follows a part of an extension.
func (p *httpParser) extensionEnds(ch byte, part string) bool {
	switch {
	case ch == ';':
		p.finish(p.at + 1)
		return p.then((*httpParser).extension)
	case ch == '\r':
		p.finish(p.at + 1)
		return p.then((*httpParser).chunkLineFeed)
	case ch == '\n':
		if p.finish(p.at); p.failure == nil && !p.lenient {
			return p.fail("HPE_CR_EXPECTED", "Missing expected CR after chunk extension "+part)
		}
		return p.goTo((*httpParser).chunkLineFeed)
	}
	p.finish(p.at + 1)
	return p.failAfter("HPE_STRICT", "Invalid character in chunk extensions "+part)
}

func (p *httpParser) extensionQuoted(ch byte) bool {
	switch {
	case ch == '"':
		p.at++
		p.finish(p.at)
		p.at--
		return p.then((*httpParser).extensionAfterQuote)
	case ch == '\\':
		return p.then((*httpParser).extensionEscaped)
	case isValueChar(ch):
		return true
	}
	p.finish(p.at + 1)
	return p.failAfter("HPE_STRICT", "Invalid character in chunk extensions quoted value")
}

func (p *httpParser) extensionEscaped(ch byte) bool {
	if !isValueChar(ch) {
		p.finish(p.at + 1)
		return p.failAfter("HPE_STRICT", "Invalid quoted-pair in chunk extensions quoted value")
	}
	return p.then((*httpParser).extensionQuoted)
}

func (p *httpParser) extensionAfterQuote(ch byte) bool {
	switch {
	case ch == ';':
		return p.then((*httpParser).extension)
	case ch == '\r':
		return p.then((*httpParser).chunkLineFeed)
	case ch == '\n' && p.lenient:
		return p.goTo((*httpParser).chunkLineFeed)
	case ch == '\n':
		return p.fail("HPE_CR_EXPECTED", "Missing expected CR after chunk extension value")
	}
	return p.fail("HPE_STRICT", "Invalid character in chunk extensions quote value")
}

func (p *httpParser) chunkLineFeed(ch byte) bool {
	if ch != '\n' && !p.lenient {
		return p.fail("HPE_STRICT", "Expected LF after chunk size")
	}
	p.read, p.extended = 0, 0
	if p.left == 0 {
		p.flags |= flagTrailing
		p.step = (*httpParser).fieldStart
	} else {
		p.step = (*httpParser).bodyPiece
	}
	return ch == '\n'
}

func (p *httpParser) chunkEnd(ch byte) bool {
	switch {
	case ch == '\r' && p.word == "":
		p.word = "\r"
		return true
	case ch == '\n' && (p.word != "" || p.lenient):
		p.read = 0
		return p.then((*httpParser).chunkSizeStart)
	case ch == '\n':
		return p.failAfter("HPE_CR_EXPECTED", "Missing expected CR after chunk data")
	case p.lenient:
		p.read = 0
		return p.goTo((*httpParser).chunkSizeStart)
	}
	return p.fail("HPE_STRICT", "Expected LF after chunk data")
}

// messageDone ends a message that had a body.
func (p *httpParser) messageDone() {
	if fields := p.takeFields(); len(fields) > 0 {
		p.tell.trailers(fields)
	}
	p.tell.complete()
	p.paused = p.head.upgrade
	p.cleanUp()
}

// cleanUp waits for another message, if there may be one.
// (llhttp__after_message_complete)
func (p *httpParser) cleanUp() {
	p.step = (*httpParser).closed
	if p.keepsAlive() || p.lenient {
		p.step = (*httpParser).start
	}
	p.eof, p.flags, p.left = eofSafe, 0, 0
}

// closed lets nothing but empty lines follow.
func (p *httpParser) closed(ch byte) bool {
	if ch == '\r' || ch == '\n' || p.lenient {
		return true
	}
	return p.failAfter("HPE_CLOSED_CONNECTION", "Data after `Connection: close`")
}
