package js

import "strings"

// nodeLine is a line of Node's own source, and where an error is made in it.
type nodeLine struct {
	place, text string
	column      int
}

// quote is what Node shows of the line above an uncaught error.
func (l nodeLine) quote() string {
	return l.place + "\n" + l.text + "\n" + strings.Repeat(" ", l.column-1) + "^\n"
}

// nodeThrows are the lines of Node that throw, by the code of the error, and by
// the beginning of its message where there are several. The other errors with a
// code come out of functions that Node hides from stacks.
var nodeThrows = []struct {
	code, message string
	line          nodeLine
}{
	{"ERR_SERVER_ALREADY_LISTEN", "", nodeLine{"node:net:2012", "    throw new ERR_SERVER_ALREADY_LISTEN();", 5}},
	{"ERR_SOCKET_ALREADY_BOUND", "", nodeLine{"node:dgram:253", "    throw new ERR_SOCKET_ALREADY_BOUND();", 5}},
	{"ERR_SOCKET_DGRAM_NOT_RUNNING", "", nodeLine{"node:dgram:929", "    throw new ERR_SOCKET_DGRAM_NOT_RUNNING();", 5}},
	{"ERR_SOCKET_BAD_BUFFER_SIZE", "", nodeLine{"node:dgram:212", "    throw new ERR_SOCKET_BAD_BUFFER_SIZE();", 5}},
	{"ERR_SOCKET_BAD_TYPE", "", nodeLine{"node:internal/dgram:60", "  throw new ERR_SOCKET_BAD_TYPE();", 3}},
	{"ERR_HTTP_HEADERS_SENT", "Cannot set", nodeLine{"node:_http_outgoing:655", "    throw new ERR_HTTP_HEADERS_SENT('set');", 5}},
	{"ERR_HTTP_HEADERS_SENT", "Cannot append", nodeLine{"node:_http_outgoing:711", "    throw new ERR_HTTP_HEADERS_SENT('append');", 5}},
	{"ERR_HTTP_HEADERS_SENT", "Cannot remove", nodeLine{"node:_http_outgoing:804", "    throw new ERR_HTTP_HEADERS_SENT('remove');", 5}},
	{"ERR_HTTP_HEADERS_SENT", "Cannot write", nodeLine{"node:_http_server:344", "    throw new ERR_HTTP_HEADERS_SENT('write');", 5}},
	{"ERR_HTTP_HEADERS_SENT", "Cannot render", nodeLine{"node:_http_outgoing:279", "    throw new ERR_HTTP_HEADERS_SENT('render');", 5}},
	{"ERR_INVALID_CHAR", "Invalid character in statusMessage", nodeLine{"node:_http_server:396", "    throw new ERR_INVALID_CHAR('statusMessage');", 5}},
	{"ERR_HTTP_INVALID_STATUS_CODE", "", nodeLine{"node:_http_server:351", "    throw new ERR_HTTP_INVALID_STATUS_CODE(originalStatusCode);", 5}},
	{"ERR_HTTP_TRAILER_INVALID", "", nodeLine{"node:_http_outgoing:535", "    throw new ERR_HTTP_TRAILER_INVALID();", 5}},
	{"ERR_UNESCAPED_CHARACTERS", "", nodeLine{"node:_http_client:182", "      throw new ERR_UNESCAPED_CHARACTERS('Request path');", 7}},
	{"ERR_INVALID_PROTOCOL", "", nodeLine{"node:_http_client:187", "    throw new ERR_INVALID_PROTOCOL(protocol, expectedProtocol);", 5}},
	{"ERR_CHILD_PROCESS_IPC_REQUIRED", "", nodeLine{"node:child_process:169", "    throw new ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');", 5}},
	{"ERR_IPC_ONE_PIPE", "", nodeLine{"node:internal/child_process:1036", "          throw new ERR_IPC_ONE_PIPE();", 11}},
	{"ERR_EVAL_ESM_CANNOT_PRINT", "", nodeLine{"node:internal/process/execution:64", "    throw new ERR_EVAL_ESM_CANNOT_PRINT();", 5}},
	{"ERR_INVALID_URL", "", nodeLine{"node:internal/url:806", "    const href = bindingUrl.parse(input, base, raiseException);", 29}},
	{"ERR_MISSING_ARGS", "The \"message\" argument must be specified", nodeLine{
		"node:internal/child_process:766", "      throw new ERR_MISSING_ARGS('message');", 7,
	}},
	{"ERR_INVALID_ARG_TYPE", "The \"message\" argument must be one of type string, object, number, or boolean.", nodeLine{
		"node:internal/child_process:776", "      throw new ERR_INVALID_ARG_TYPE(", 7,
	}},
	{"ERR_INVALID_HANDLE_TYPE", "", nodeLine{"node:internal/child_process:807", "        throw new ERR_INVALID_HANDLE_TYPE();", 9}},
	{"ERR_IPC_SYNC_FORK", "", nodeLine{"node:internal/child_process:1038", "          throw new ERR_IPC_SYNC_FORK();", 11}},
}

// nodeMade are the lines of Node that make errors which reject promises, by
// the place that stands first in their stacks.
var nodeMade = map[string]nodeLine{
	"node:internal/dns/promises:86:17":  {"node:internal/dns/promises:86", "    this.reject(new DNSException(err, 'getaddrinfo', this.hostname));", 17},
	"node:internal/fs/promises:604:10":  {"node:internal/fs/promises:604", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:621:10":  {"node:internal/fs/promises:621", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:780:10":  {"node:internal/fs/promises:780", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:790:14":  {"node:internal/fs/promises:790", "  const fd = await open(path, 'r+');", 14},
	"node:internal/fs/promises:822:10":  {"node:internal/fs/promises:822", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:856:10":  {"node:internal/fs/promises:856", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:950:18":  {"node:internal/fs/promises:950", "  const result = await PromisePrototypeThen(", 18},
	"node:internal/fs/promises:968:10":  {"node:internal/fs/promises:968", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:997:10":  {"node:internal/fs/promises:997", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1022:18": {"node:internal/fs/promises:1022", "  const result = await PromisePrototypeThen(", 18},
	"node:internal/fs/promises:1033:18": {"node:internal/fs/promises:1033", "  const result = await PromisePrototypeThen(", 18},
	"node:internal/fs/promises:1044:18": {"node:internal/fs/promises:1044", "  const result = await PromisePrototypeThen(", 18},
	"node:internal/fs/promises:1056:10": {"node:internal/fs/promises:1056", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1067:10": {"node:internal/fs/promises:1067", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1089:10": {"node:internal/fs/promises:1089", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1132:10": {"node:internal/fs/promises:1132", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1141:10": {"node:internal/fs/promises:1141", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1163:10": {"node:internal/fs/promises:1163", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1176:10": {"node:internal/fs/promises:1176", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1189:10": {"node:internal/fs/promises:1189", "  return await PromisePrototypeThen(", 10},
	"node:internal/fs/promises:1219:14": {"node:internal/fs/promises:1219", "  const fd = await open(path, flag, options.mode);", 14},
	"node:internal/fs/promises:1249:14": {"node:internal/fs/promises:1249", "  const fd = await open(path, flag, 0o666);", 14},
	"node:timers/promises:74:26":        {"node:timers/promises:74", "    return PromiseReject(new AbortError(undefined, { cause: signal.reason }));", 26},
	"node:timers/promises:112:26":       {"node:timers/promises:112", "    return PromiseReject(new AbortError(undefined, { cause: signal.reason }));", 26},
}

// quoteThrow is the line that threw an error of a code, nothing if none is known.
func quoteThrow(code, message string) string {
	for _, known := range nodeThrows {
		if known.code == code && strings.HasPrefix(message, known.message) {
			return known.line.quote()
		}
	}
	return ""
}
