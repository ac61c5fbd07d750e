package js

import "strings"

// Node's own modules have functions of their own names in files of their own.
// Where a stack leads through the library here, it is shown as the one that
// Node 20 has: at its end it is in what every script's stack ends in.

// foreign is what Node has in a stack for a function of the library.
type foreign struct {
	place    string         // where Node has that function
	at       map[int]string // or where, by the column of the call in the library
	calls    []string       // or the calls that Node has instead; none hides it
	inWorker []string       // likewise in a worker, where that differs
	caller   []string       // what Node has for the caller, where that differs from what it otherwise has
	from     string         // where Node has the caller, where that is not where it has all calls of that
	method   string         // or the call of that name and place, on what it is called on
	last     bool           // Node has nothing further: what calls it is no JavaScript
}

// placed reports whether Node has the call itself, in another place.
func (f foreign) placed() bool { return f.place != "" || f.at != nil }

// foreignCalls are those, by file and name.
var foreignCalls = map[string]foreign{
	"node:internal/modules _compile": {calls: []string{"Module._compile (node:internal/modules/cjs/loader:1521:14)"}},
	"node:internal/modules extension": {calls: []string{
		"Module._extensions..js (node:internal/modules/cjs/loader:1623:10)",
	}},
	"node:internal/modules load":  {calls: []string{"Module.load (node:internal/modules/cjs/loader:1266:32)"}},
	"node:internal/modules _load": {calls: []string{"Module._load (node:internal/modules/cjs/loader:1091:12)"}},
	"node:internal/modules _resolveFilename": {
		calls:  []string{"Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)"},
		caller: []string{"Module._load (node:internal/modules/cjs/loader:1038:27)"},
	},
	"node:internal/modules notFound": {},
	"node:internal/modules noMain": {calls: []string{
		"Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)",
		"Module._load (node:internal/modules/cjs/loader:1038:27)",
	}},
	"node:internal/modules _preloadModules": {calls: []string{
		"internalRequire (node:internal/modules/cjs/loader:219:19)",
		"Module._preloadModules (node:internal/modules/cjs/loader:1785:5)",
	}},
	"node:internal/main preload": {calls: []string{
		"loadPreloadModules (node:internal/process/pre_execution:745:5)",
		"setupUserModules (node:internal/process/pre_execution:206:5)",
		"prepareExecution (node:internal/process/pre_execution:159:5)",
		"prepareMainThreadExecution (node:internal/process/pre_execution:53:10)",
		"node:internal/main/run_main_module:11:19",
	}},
	"node:internal/main start": {},
	"node:internal/main checkScript": {
		calls: []string{"wrapSafe (node:internal/modules/cjs/loader:1464:18)", "checkSyntax (node:internal/main/check_syntax:78:3)"}, last: true,
	},
	"node:internal/main checkInput": {calls: []string{
		"wrapSafe (node:internal/modules/cjs/loader:1464:18)",
		"checkSyntax (node:internal/main/check_syntax:78:3)",
		"node:internal/main/check_syntax:45:5",
	}},
	"node:internal/main runInput":    {},
	"node:internal/main checkModule": {calls: []string{"checkSyntax (node:internal/main/check_syntax:74:5)"}, last: true},
	"node:internal/main evalModuleEntryPoint": {
		calls: []string{"evalModuleEntryPoint (node:internal/process/execution:64:11)", "node:internal/main/eval_string:30:3"},
		last:  true,
	},
	"node:internal/modules requireFrom": {calls: []string{"Module.require (node:internal/modules/cjs/loader:1289:19)"}},
	"node:internal/modules require":     {calls: []string{"require (node:internal/modules/helpers:182:18)"}},
	"node:internal/modules runMain": {
		calls: []string{
			"Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)",
			"node:internal/main/run_main_module:28:49",
		},
		inWorker: []string{
			"Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)",
			"MessagePort.<anonymous> (node:internal/main/worker_thread:192:26)",
		},
	},
	"node:internal/modules evalScript": {calls: []string{
		"runScriptInThisContext (node:internal/vm:209:10)",
		"node:internal/process/execution:118:14",
		"[worker eval]-wrapper:6:24",
		"runScript (node:internal/process/execution:101:62)",
		"evalScript (node:internal/process/execution:133:3)",
		"MessagePort.<anonymous> (node:internal/main/worker_thread:173:9)",
	}},
	"node:internal/modules compileWorker": {
		calls: []string{"makeContextifyScript (node:internal/vm:185:14)", "node:internal/process/execution:107:22"},
		caller: []string{
			"[worker eval]-wrapper:6:24",
			"runScript (node:internal/process/execution:101:62)",
			"evalScript (node:internal/process/execution:133:3)",
			"MessagePort.<anonymous> (node:internal/main/worker_thread:173:9)",
		},
	},
	"node:internal/main compileCode": {
		calls: []string{"makeContextifyScript (node:internal/vm:185:14)", "node:internal/process/execution:107:22"},
		caller: []string{
			"[eval]-wrapper:6:24",
			"runScript (node:internal/process/execution:101:62)",
			"evalScript (node:internal/process/execution:133:3)",
			"node:internal/main/eval_string:51:3",
		},
	},
	"node:internal/worker_main load":     {},
	"node:internal/worker_main run":      {},
	"node:internal/worker_main ":         {},
	"node:internal/worker_options apply": {},
	"node:internal/worker_main hear":     {},
	"node:internal/event_target dispatch": {calls: []string{
		"[nodejs.internal.kHybridDispatch] (node:internal/event_target:831:20)",
	}},
	"node:internal/event_target dispatchEvent":   {place: "node:internal/event_target:766:26"},
	"node:internal/event_target eventHandler":    {place: "node:internal/event_target:1115:12"},
	"node:internal/abort_controller abortSignal": {place: "node:internal/abort_controller:370:10"},
	"node:internal/abort_controller abort":       {method: "abort (node:internal/abort_controller:392:5)"},
	"node:internal/message_channel deliver": {calls: []string{
		"MessagePort.<anonymous> (node:internal/per_context/messageport:23:28)",
	}},
	"node:internal/message_channel drain":   {},
	"node:internal/message_channel arrived": {},
	"node:internal/message_channel onclose": {calls: []string{"MessagePort.onclose (node:internal/worker/io:255:8)"}},
	"node:internal/message_channel onMessageEvent": {calls: []string{
		"BroadcastChannel.onMessageEvent (node:internal/worker/io:420:8)",
		"[nodejs.internal.kHybridDispatch] (node:internal/event_target:831:20)",
		"MessagePort.<anonymous> (node:internal/per_context/messageport:23:28)",
	}},
	"node:internal/domexception ":                 {place: "node:internal/per_context/domexception:53:5"},
	"node:internal/abort_controller abortError":   {},
	"node:internal/abort_controller ofSignal":     {calls: []string{"AbortSignal.abort (node:internal/abort_controller:177:14)"}, caller: []string{}},
	"node:internal/abort_controller ofController": {calls: []string{"AbortController.abort (node:internal/abort_controller:391:18)"}, caller: []string{}},
	"node:internal/async advance":                 {},
	"node:internal/async more":                    {},
	"node:internal/async close":                   {},
	"node:internal/async closed":                  {},
	"node:internal/clone refuse":                  {},
	"node:internal/clone pack":                    {},
	"node:internal/clone clone":                   {},
	"node:internal/clone structuredClone":         {},
	// Streams.
	"node:internal/streams/writable ":           {calls: []string{"Writable.write (node:internal/streams/writable:510:10)"}}, // write
	"node:internal/streams/duplex ":             {place: "node:internal/streams/transform:171:8"},                            // _write
	"node:internal/streams/readable ondata":     {place: "node:internal/streams/readable:1009:22"},
	"node:internal/streams/finished onclose":    {place: "node:internal/streams/end-of-stream:154:30"},
	"node:internal/streams/pipeline pumpToNode": {place: "node:internal/streams/pipeline:134:22"},
	"node:internal/streams/pipeline pipeline": {calls: []string{
		"popCallback (node:internal/streams/pipeline:73:3)",
		"pipeline (node:internal/streams/pipeline:184:37)",
	}},
	"node:internal/streams/destroy emitError":         {calls: []string{"emitErrorNT (node:internal/streams/destroy:169:8)"}},
	"node:internal/streams/destroy emitErrorAndClose": {calls: []string{"emitErrorCloseNT (node:internal/streams/destroy:128:3)"}},
	"node:internal/streams/destroy emitClose":         {calls: []string{"emitCloseNT (node:internal/streams/destroy:147:10)"}},
	"node:internal/streams/readable addChunk":         {place: "node:internal/streams/readable:561:12"},
	"node:internal/streams/readable push": {calls: []string{
		"readableAddChunkPushByteMode (node:internal/streams/readable:512:3)",
		"Readable.push (node:internal/streams/readable:392:5)",
	}},
	"node:internal/streams/readable read":           {calls: []string{"Readable.read (node:internal/streams/readable:782:10)"}},
	"node:internal/streams/readable flow":           {place: "node:internal/streams/readable:1283:53"},
	"node:internal/streams/readable resumeNow":      {calls: []string{"resume_ (node:internal/streams/readable:1262:3)"}},
	"node:internal/streams/readable endNow":         {calls: []string{"endReadableNT (node:internal/streams/readable:1698:12)"}},
	"node:internal/streams/writable writeOrBuffer":  {place: "node:internal/streams/writable:572:12"},
	"node:internal/streams/writable write":          {calls: []string{"_write (node:internal/streams/writable:501:10)"}},
	"node:internal/streams/writable afterWrite":     {place: "node:internal/streams/writable:710:5"},
	"node:internal/streams/writable afterWriteTick": {place: "node:internal/streams/writable:696:10"},
	"node:internal/streams/writable onwrite":        {place: "node:internal/streams/writable:688:7"},
	"node:internal/streams/writable finish":         {place: "node:internal/streams/writable:955:10"},
	"node:internal/streams/writable tellAll":        {calls: []string{"callback (node:internal/streams/writable:766:21)"}},
	// Sockets.
	"node:internal/stream_handle ":          {},
	"node:internal/net/socket readFailed":   {calls: []string{"TCP.onStreamRead (node:internal/stream_base_commons:218:20)"}, last: true},
	"node:internal/net/socket onStreamRead": {},
	"node:internal/net/socket onread":       {method: "onStreamRead (node:internal/stream_base_commons:191:23)"},
	"node:internal/net/socket closed":       {method: "<anonymous> (node:net:343:12)"},
	"node:internal/net/socket emitCloseNT":  {place: "node:net:2344:8"},
	"node:internal/net/socket connect":      {place: "node:net:936:12"},
	"node:internal/net/socket _writeGeneric": {calls: []string{
		"afterWriteDispatched (node:internal/stream_base_commons:164:9)",
		"writeGeneric (node:internal/stream_base_commons:152:3)",
		"Socket._writeGeneric (node:net:958:11)",
	}},
	"node:internal/net/connect afterConnect":     {calls: []string{"TCPConnectWrap.afterConnect [as oncomplete] (node:net:1596:10)"}},
	"node:internal/net/connect done":             {},
	"node:internal/net/server acceptConnection":  {},
	"node:internal/net/server onconnection":      {method: "onconnection (node:net:2227:8)"},
	"node:internal/net/server emitErrorNT":       {place: "node:net:1944:8"},
	"node:internal/net/server emitListeningNT":   {place: "node:net:1951:10"},
	"node:internal/net/server setupListenHandle": {place: "node:net:1908:16"},
	"node:internal/net/server listenInCluster":   {place: "node:net:1965:12"},
	"node:internal/net/server doListen":          {place: "node:net:2139:7"},
	"node:internal/net/server listen":            {place: "node:net:2012:11"},
	"node:dgram onMessage":                       {calls: []string{"UDP.onMessage [as onmessage] (node:dgram:951:8)"}},
	"node:dgram startListening":                  {place: "node:dgram:189:10"},
	"node:dgram socketCloseNT":                   {place: "node:dgram:775:8"},
	"node:dgram onListening":                     {place: "node:dgram:266:7"},
	// HTTP.
	"node:internal/fetch tellWait":               {calls: []string{"node:internal/deps/undici/undici:14976:13"}, caller: []string{}},
	"node:internal/fetch fetch":                  {calls: []string{"fetch (node:internal/deps/undici/undici:14974:10)"}},
	"node:internal/fetch run":                    {calls: []string{"fetch (node:internal/deps/undici/undici:10533:25)"}},
	"node:internal/fetch/request ":               {calls: []string{"new Request (node:internal/deps/undici/undici:9804:25)"}},
	"node:internal/web structuredClone":          {},
	"node:internal/web fetch":                    {calls: []string{"fetch (node:internal/bootstrap/web/exposed-window-or-worker:72:12)"}},
	"node:internal/url invalidURL":               {},
	"node:internal/url ":                         {place: "node:internal/url:806:29"},
	"node:buffer assertSize":                     {},
	"node:buffer alloc":                          {place: "node:buffer:392:3"},
	"node:buffer from":                           {place: "node:buffer:322:9"},
	"node:buffer concat":                         {place: "node:buffer:578:3"},
	"node:timers setTimeout":                     {place: "node:timers:140:3"},
	"node:timers setInterval":                    {place: "node:timers:210:3"},
	"node:timers setImmediate":                   {place: "node:timers:283:3"},
	"node:internal/process nextTick":             {place: "node:internal/process/task_queues:104:3"},
	"node:internal/microtask queueMicrotask":     {place: "node:internal/process/task_queues:150:3"},
	"node:path join":                             {place: "node:path:1305:7"},
	"node:path resolve":                          {place: "node:path:1223:7"},
	"node:path basename":                         {place: "node:path:1441:5"},
	"node:path dirname":                          {place: "node:path:1408:5"},
	"node:path extname":                          {place: "node:path:1518:5"},
	"node:path normalize":                        {place: "node:path:1260:5"},
	"node:path relative":                         {place: "node:path:1323:5"},
	"node:path isAbsolute":                       {place: "node:path:1289:5"},
	"node:path parse":                            {place: "node:path:1582:5"},
	"node:_http_common ":                         {},
	"node:_http_common execute":                  {},
	"node:_http_common #parserOnHeadersComplete": {},
	"node:_http_common #parserOnBody":            {calls: []string{"HTTPParser.parserOnBody (node:_http_common:132:24)"}},
	"node:_http_common #parserOnMessageComplete": {calls: []string{"HTTPParser.parserOnMessageComplete (node:_http_common:152:10)"}},
	"node:_http_server socketOnData":             {last: true},
	"node:_http_server parserOnIncoming": {last: true, calls: []string{
		"parserOnIncoming (node:_http_server:1139:12)",
		"HTTPParser.parserOnHeadersComplete (node:_http_common:118:17)",
	}},
	"node:_http_server writeHead":   {place: "node:_http_server:344:11"},
	"node:_http_server emitCloseNT": {place: "node:_http_server:1019:10"},
	"node:_http_client parserOnIncomingClient": {calls: []string{
		"HTTPParser.parserOnIncomingClient [as onIncoming] (node:_http_client:702:27)",
		"HTTPParser.parserOnHeadersComplete (node:_http_common:118:17)",
	}},
	"node:_http_client socketOnData":        {place: "node:_http_client:544:22"},
	"node:_http_client socketErrorListener": {place: "node:_http_client:504:5"},
	"node:_http_client emitErrorEvent":      {place: "node:_http_client:101:11"},
	"node:_http_client tickOnSocket":        {place: "node:_http_client:843:7"},
	"node:_http_client onSocketNT":          {place: "node:_http_client:906:5"},
	"node:_http_client emitFreeNT":          {place: "node:_http_client:801:7"},
	"node:_http_outgoing onFinish":          {place: "node:_http_outgoing:1031:10"},
	"node:_http_outgoing finish":            {},
	"node:_http_outgoing setHeader":         {place: "node:_http_outgoing:655:11"},
	"node:_http_outgoing setHeaders":        {place: "node:_http_outgoing:670:11"},
	"node:_http_outgoing appendHeader":      {place: "node:_http_outgoing:711:11"},
	"node:_http_outgoing removeHeader":      {place: "node:_http_outgoing:804:11"},
	// Children.
	"node:child_process commandError": {calls: []string{
		"genericNodeError (node:internal/errors:984:15)",
		"wrappedFn (node:internal/errors:538:14)",
	}},
	"node:child_process checkExecSync": {calls: []string{"checkExecSyncError (node:child_process:891:11)"}},
	"node:child_process spawnSync":     {place: "node:child_process:877:24"},
	"node:child_process spawnFile":     {calls: []string{}, from: "node:child_process:920:15"},
	"node:child_process spawnCommand":  {calls: []string{}, from: "node:child_process:958:15"},
	"node:child_process execSync":      {place: "node:child_process:963:15"},
	"node:child_process execFileSync":  {place: "node:child_process:927:15"},
	"node:child_process succeed": {
		calls:  []string{"ChildProcess.exithandler (node:child_process:414:7)"},
		caller: []string{},
	},
	"node:child_process finish": {calls: []string{"ChildProcess.exithandler (node:child_process:430:5)"}},
	// Timers and the file system as promises.
	"node:timers/promises aborted":               {},
	"node:timers/promises wait":                  {},
	"node:timers/promises setTimeout":            {place: "node:timers/promises:74:26"},
	"node:timers/promises setImmediate":          {place: "node:timers/promises:112:26"},
	"async node:internal/fs/calls access":        {place: "node:internal/fs/promises:604:10"},
	"async node:internal/fs/calls chmod":         {place: "node:internal/fs/promises:1089:10"},
	"async node:internal/fs/calls copyFile":      {place: "node:internal/fs/promises:621:10"},
	"async node:internal/fs/calls lstat":         {place: "node:internal/fs/promises:1022:18"},
	"async node:internal/fs/calls link":          {place: "node:internal/fs/promises:1056:10"},
	"async node:internal/fs/calls mkdir":         {place: "node:internal/fs/promises:856:10"},
	"async node:internal/fs/calls mkdtemp":       {place: "node:internal/fs/promises:1189:10"},
	"async node:internal/fs/calls readdir":       {place: "node:internal/fs/promises:950:18"},
	"async node:internal/fs/calls readlink":      {place: "node:internal/fs/promises:968:10"},
	"async node:internal/fs/calls realpath":      {place: "node:internal/fs/promises:1176:10"},
	"async node:internal/fs/calls rename":        {place: "node:internal/fs/promises:780:10"},
	"async node:internal/fs/calls stat":          {place: "node:internal/fs/promises:1033:18"},
	"async node:internal/fs/calls statfs":        {place: "node:internal/fs/promises:1044:18"},
	"async node:internal/fs/calls symlink":       {place: "node:internal/fs/promises:997:10"},
	"async node:internal/fs/calls unlink":        {place: "node:internal/fs/promises:1067:10"},
	"async node:internal/fs/calls utimes":        {place: "node:internal/fs/promises:1141:10"},
	"async node:internal/fs/calls lutimes":       {place: "node:internal/fs/promises:1163:10"},
	"async node:internal/fs/calls chown":         {place: "node:internal/fs/promises:1132:10"},
	"async node:internal/fs/remove rmdirPromise": {place: "node:internal/fs/promises:822:10"},
	"async node:internal/fs/handle open":         {place: "node:internal/fs/promises:637:25"},
	"async node:internal/fs/handle readFile":     {place: "node:internal/fs/promises:1249:14"},
	"async node:internal/fs/handle writeFile":    {place: "node:internal/fs/promises:1219:14"},
	"async node:internal/fs/handle truncate":     {place: "node:internal/fs/promises:790:14"},
	"async node:fs/promises readdir":             {},
	// Calls of the file system that wait.
	"node:internal/fs/utils systemError":       {},
	"node:internal/fs/remove ":                 {},
	"node:internal/fs/calls ":                  {},
	"node:internal/fs/remove isDirectoryError": {},
	"node:internal/fs/calls rmdirSync":         {},
	"node:internal/fs/copy failure":            {},
	"node:internal/fs/copy invalid":            {},
	"node:internal/fs/copy takeSync": {calls: []string{
		"getStatsSync (node:internal/fs/cp/cp-sync:120:19)",
		"checkPathsSync (node:internal/fs/cp/cp-sync:72:33)",
	}},
	"node:internal/fs/copy cpSync":          {calls: []string{"cpSyncFn (node:internal/fs/cp/cp-sync:58:42)"}},
	"node:fs cpSync":                        {place: "node:fs:3089:3"},
	"async node:internal/fs/copy takeLater": {},
	"async node:internal/fs/copy copyLater": {calls: []string{
		"async Promise.all (index 0)",
		"async checkPaths (node:internal/fs/cp/cp:76:39)",
		"async cpFn (node:internal/fs/cp/cp:65:17)",
	}},
	"node:internal/fs/utils failure":         {},
	"node:internal/fs/utils ":                {},
	"node:internal/fs/utils sync":            {},
	"node:internal/fs/calls runSync":         {},
	"node:internal/fs/calls statSync":        {},
	"node:internal/fs/calls lstatSync":       {},
	"node:internal/fs/remove lookSync":       {},
	"node:internal/fs/remove rmdirSync":      {},
	"node:internal/fs/calls readdirSync":     {place: "node:fs:1521:26"},
	"node:internal/fs/calls unlinkSync":      {place: "node:fs:1889:11"},
	"node:internal/fs/calls mkdirSync":       {place: "node:fs:1386:26"},
	"node:internal/fs/calls renameSync":      {place: "node:fs:1032:11"},
	"node:internal/fs/calls accessSync":      {place: "node:fs:244:11"},
	"node:internal/fs/calls copyFileSync":    {place: "node:fs:3047:11"},
	"node:internal/fs/calls readlinkSync":    {place: "node:fs:1729:18"},
	"node:internal/fs/calls chmodSync":       {place: "node:fs:1999:11"},
	"node:internal/fs/files openSync":        {place: "node:fs:573:18"},
	"node:internal/fs/files readFileSync":    {place: "node:fs:452:35"},
	"node:internal/fs/files writeFileSync":   {place: "node:fs:2380:20"},
	"node:internal/fs/files appendFileSync":  {place: "node:fs:2461:6"},
	"node:internal/fs/files readSync":        {place: "node:fs:750:18"},
	"node:internal/fs/files closeSync":       {place: "node:fs:525:11"},
	"node:internal/fs/files truncateSync":    {place: "node:fs:1088:17"},
	"node:fs statSync":                       {place: "node:fs:1681:25"},
	"node:fs lstatSync":                      {place: "node:fs:1656:25"},
	"node:fs rmdirSync":                      {place: "node:fs:1214:11"},
	"node:fs rmSync":                         {place: "node:fs:1260:13"},
	"node:fs readdirSync":                    {},
	"node:internal/fs/remove rmSync":         {},
	"node:internal/fs/realpath realpathSync": {place: "node:fs:2741:29"},
	"node:internal/worker #beOnline":         {calls: []string{"[kOnMessage] (node:internal/worker:340:21)"}},
	"node:internal/worker #fail": {calls: []string{
		"[kOnErrorMessage] (node:internal/worker:333:10)",
		"[kOnMessage] (node:internal/worker:344:37)",
	}},
	"node:internal/worker #runOut": {calls: []string{"[kOnExit] (node:internal/worker:320:26)"}},
	"node:internal/worker #exit":   {calls: []string{"[kOnExit] (node:internal/worker:322:10)"}},
	"node:internal/worker #hear":   {},
	"node:internal/worker hear":    {calls: []string{"MessagePort.<anonymous> (node:internal/worker:233:57)"}},
	"node:internal/worker forward": {calls: []string{"MessagePort.<anonymous> (node:internal/worker:268:53)"}},
	"node:internal/worker onexit":  {calls: []string{"Worker.<computed>.onexit (node:internal/worker:230:20)"}},
	"node:internal/main run":       {},
	"node:internal/main evaluate": {calls: []string{
		"runScriptInThisContext (node:internal/vm:209:10)",
		"node:internal/process/execution:118:14",
		"[eval]-wrapper:6:24",
		"runScript (node:internal/process/execution:101:62)",
		"evalScript (node:internal/process/execution:133:3)",
		"node:internal/main/eval_string:51:3",
	}},
	"node:internal/main evaluateInput": {calls: []string{
		"runScriptInThisContext (node:internal/vm:209:10)",
		"node:internal/process/execution:118:14",
		"[stdin]-wrapper:6:24",
		"runScript (node:internal/process/execution:101:62)",
		"evalScript (node:internal/process/execution:133:3)",
		"node:internal/main/eval_stdin:32:5",
	}},
	"node:internal/main compileInput": {
		calls: []string{"makeContextifyScript (node:internal/vm:185:14)", "node:internal/process/execution:107:22"},
		caller: []string{
			"[stdin]-wrapper:6:24",
			"runScript (node:internal/process/execution:101:62)",
			"evalScript (node:internal/process/execution:133:3)",
			"node:internal/main/eval_stdin:32:5",
		},
	},
	"node:internal/main ":                   {place: "node:internal/process/execution:234:5"},
	"node:internal/child_process spawnSync": {calls: []string{"Object.spawnSync (node:internal/child_process:1123:20)"}},
	"node:internal/child_process onErrorNT": {place: "node:internal/child_process:483:16"},
	"node:internal/child_process exceptionOf": {
		calls:  []string{"ChildProcess._handle.onexit (node:internal/child_process:285:19)"},
		caller: []string{},
	},
	"node:internal/child_process tellError": {
		calls:  []string{"ChildProcess._handle.onexit (node:internal/child_process:291:12)"},
		caller: []string{},
	},
	"node:internal/child_process tellExit": {
		calls:  []string{"ChildProcess._handle.onexit (node:internal/child_process:293:12)"},
		caller: []string{},
	},
	"node:internal/child_process onExit":     {calls: []string{"ChildProcess._handle.onexit (node:internal/child_process:304:5)"}},
	"node:internal/child_process onexit":     {},
	"node:internal/child_process maybeClose": {place: "node:internal/child_process:1104:16"},
	"node:internal/child_process onSpawnNT":  {place: "node:internal/child_process:488:8"},
	"node:internal/ipc deliver":              {calls: []string{"emit (node:internal/child_process:950:14)"}},
	"node:internal/ipc deliverWaiting":       {calls: []string{"node:internal/child_process:729:9"}},
	"node:internal/ipc ":                     {},
	"node:internal/ipc oncomplete":           {calls: []string{"req.oncomplete (node:internal/child_process:866:13)"}},
	"node:internal/ipc finish":               {place: "node:internal/child_process:934:14"},
	"node:internal/ipc send":                 {calls: []string{"target.send (node:internal/child_process:751:19)"}},
	"node:internal/ipc checkOptions":         {calls: []string{"target.send (node:internal/child_process:745:7)"}, caller: []string{}},
	"node:internal/ipc closedError":          {calls: []string{"target.send (node:internal/child_process:753:16)"}, caller: []string{}},
	"node:internal/ipc tellClosedNT":         {calls: []string{"node:internal/child_process:757:35"}},
	"node:internal/ipc tellNT":               {calls: []string{"node:internal/child_process:880:39"}},
	"node:internal/ipc _send":                {calls: []string{"target._send (node:internal/child_process:851:17)"}},
	"node:internal/ipc refuseNothing":        {calls: []string{"target._send (node:internal/child_process:766:13)"}, caller: []string{}},
	"node:internal/ipc refuseMessage":        {calls: []string{"target._send (node:internal/child_process:776:13)"}, caller: []string{}},
	"node:internal/ipc refuseHandle":         {calls: []string{"target._send (node:internal/child_process:807:15)"}, caller: []string{}},
	"node:internal/ipc write":                {},
	"node:internal/ipc encode":               {calls: []string{"writeChannelMessage (node:internal/child_process/serialization:164:20)"}},
	"node:internal/ipc writeClone": {
		calls:  []string{"writeChannelMessage (node:internal/child_process/serialization:114:9)"},
		caller: []string{},
	},
	"node:internal/ipc disconnect":        {calls: []string{"target.disconnect (node:internal/child_process:904:12)"}},
	"node:internal/ipc disconnectedError": {calls: []string{"target.disconnect (node:internal/child_process:904:26)"}, caller: []string{}},
	// Scripts and contexts.
	"node:vm evaluate":                {},
	"node:vm compileScript":           {},
	"node:vm ":                        {at: map[int]string{5: "node:vm:117:7", 10: "node:vm:90:7"}},
	"node:vm isContext":               {place: "node:vm:79:3"},
	"node:vm createContext":           {at: map[int]string{3: "node:vm:240:3", 54: "node:vm:226:53"}},
	"node:vm createScript":            {place: "node:vm:269:10"},
	"node:vm getRunInContextArgs":     {place: "node:vm:172:5"},
	"node:vm validateContext":         {place: "node:vm:160:11"},
	"node:vm validateImporter":        {},
	"node:vm validateStrings":         {},
	"node:vm internalCompileFunction": {calls: []string{"internalCompileFunction (node:internal/vm:128:18)"}},
	"node:vm compileFunction":         {at: map[int]string{3: "node:vm:321:3", 16: "node:vm:365:10"}},
	"node:vm runInContext":            {at: map[int]string{3: "node:vm:291:3", 5: "node:vm:145:5", 6: "node:vm:301:6", 10: "node:vm:300:10", 20: "node:vm:149:12"}},
	"node:vm runInNewContext":         {at: map[int]string{17: "node:vm:154:17", 19: "node:vm:308:19", 10: "node:vm:310:10", 38: "node:vm:310:38", 48: "node:vm:308:48"}},
	"node:vm getContextOptions":       {place: "node:vm:206:5"},
	"node:vm refuse":                  {},
	"node:vm eval":                    {},
	"node:vm construct":               {calls: []string{"new Function (<anonymous>)"}},
	"node:vm runInThisContext":        {at: map[int]string{20: "node:vm:137:12", 22: "node:vm:133:37", 10: "node:vm:317:10", 38: "node:vm:317:38"}},
	"node:internal/microtask ": {calls: []string{
		"node:internal/process/task_queues:140:7",
		"AsyncResource.runInAsyncScope (node:async_hooks:206:9)",
		"AsyncResource.runMicrotask (node:internal/process/task_queues:137:8)",
	}},
	"node:events emit":          {method: "emit (node:events:524:28)"},
	"node:events emitToAll":     {method: "emit (node:events:536:35)", caller: []string{}},
	"node:events checkListener": {place: "node:events:275:3"},
	"node:events add":           {calls: []string{"_addListener (node:events:557:3)"}},
	"node:events addListener":   {place: "node:events:616:10"},
	"node:events wrapper":       {calls: []string{"Object.onceWrapper (node:events:639:26)"}},
}

// foreign is what Node has for a call in the library.
func (s *Site) foreign() (foreign, bool) {
	if s.program == nil {
		return foreign{}, false
	}
	f := s.isolate.inside.frame(s.program, s.pc)
	switch f.SrcName() {
	case "node:internal/validators":
		return foreign{}, true // (hideStackFrames, lib/internal/errors.js)
	case "node:internal/v8_serializer":
		return foreign{}, true // V8's own (src/node_serdes.cc)
	}
	name := f.FuncName()
	if name == "<anonymous>" {
		name = ""
	}
	if name == "" && strings.HasPrefix(f.SrcName(), "node:internal/fs/") || f.SrcName() == "node:fs" {
		name = s.FunctionName() // several are made by one function and named afterwards
	}
	known, ok := foreignCalls[f.SrcName()+" "+name]
	if !ok {
		known, ok = foreignModules[f.SrcName()+" "+name]
	}
	if awaited, is := foreignCalls["async "+f.SrcName()+" "+name]; is && s.async {
		known, ok = awaited, true
	}
	if s.isolate.OfWorker && known.inWorker != nil {
		known.calls = known.inWorker
	}
	return known, ok
}

// ofWorker is what a call of Node's loader is called in a worker, whose loader
// does not come out of Node's snapshot.
var ofWorker = strings.NewReplacer(
	"Module._resolveFilename ", "Function._resolveFilename ",
	"Module._load ", "Function._load ",
	"Module._extensions..js ", "Object..js ",
)

// foreignSites are calls that Node has.
func (i *Isolate) foreignSites(calls []string) (list []*Site) {
	for _, text := range calls {
		if i.OfWorker {
			text = ofWorker.Replace(text)
		}
		list = append(list, &Site{call: call{label: text, foreign: true}, isolate: i})
	}
	return list
}
