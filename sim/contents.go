package sim

// contents is what is in a stream: rows of bytes in the order in which they went
// in. Of some it is known what they are; others are a mere number of bytes, as
// the workload of a scenario sends them, and take no memory however many they
// are. With the first byte of a row descriptors may travel.
type contents struct {
	rows []row
	// known is how many bytes there are of which it is known what they are.
	known int64
}

// row is bytes that come out together, if who reads wants so many.
type row struct {
	bytes  int64
	data   []byte      // what they are; nil for a mere number of bytes
	passed []*openFile // what travels with the first of them
}

// rowBytes is what a row takes of the computer that simulates, besides its data.
const rowBytes = 64

// size is what the contents take of the computer that simulates.
func (c *contents) size() int64 { return c.known + rowBytes*int64(len(c.rows)) }

// put adds bytes, at most as many as there are in data if that is not nil. The
// data is copied: who sent it may change it.
func (c *contents) put(bytes int64, data []byte, passed []*openFile) {
	if data != nil {
		data = data[:bytes]
		c.known += bytes
	}
	if last := len(c.rows) - 1; last >= 0 && len(passed) == 0 && c.rows[last].takesMore(data) {
		r := &c.rows[last]
		r.bytes += bytes
		if data != nil {
			r.data = append(r.data, data...)
		}
		return
	}
	c.rows = append(c.rows, row{bytes: bytes, data: append([]byte(nil), data...), passed: passed})
}

// takesMore reports whether bytes that follow can be in the same row.
func (r *row) takesMore(data []byte) bool {
	return len(r.passed) == 0 && (r.data == nil) == (data == nil)
}

// take lets at most so many bytes come out. It stops behind a row with which
// descriptors travelled (unix_stream_read_generic in net/unix/af_unix.c), and
// between bytes that are known and a mere number of bytes.
func (c *contents) take(most int64) (bytes int64, data []byte, passed []*openFile) {
	for bytes < most && len(c.rows) > 0 {
		r := &c.rows[0]
		if bytes > 0 && (r.data == nil) != (data == nil) {
			break
		}
		count := min(most-bytes, r.bytes)
		bytes += count
		if r.data != nil {
			c.known -= count
			if data == nil {
				data = r.data[:count:count]
			} else {
				data = append(data, r.data[:count]...)
			}
			r.data = r.data[count:]
		}
		passed, r.passed = r.passed, nil
		if r.bytes -= count; r.bytes == 0 {
			c.rows[0] = row{}
			c.rows = c.rows[1:]
		}
		if len(passed) > 0 {
			break
		}
	}
	if len(c.rows) == 0 {
		c.rows = nil
	}
	return bytes, data, passed
}
