package js

import "strings"

// Node's own modules have functions of their own names in files of their own.
// Where a stack leads through the library here, it is shown as the one that
// Node 20 has: at its end it is in what every script's stack ends in.

// foreign is what Node has in a stack for a function of the library.
type foreign struct {
	place    string   // where Node has that function
	calls    []string // or the calls that Node has instead; none hides it
	inWorker []string // likewise in a worker, where that differs
	caller   []string // what Node has for the caller, where that differs from what it otherwise has
}

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
	"node:internal/worker_main load": {},
	"node:internal/worker_main hear": {},
	"node:internal/event_target dispatch": {calls: []string{
		"[nodejs.internal.kHybridDispatch] (node:internal/event_target:831:20)",
	}},
	"node:internal/event_target dispatchEvent":   {place: "node:internal/event_target:766:26"},
	"node:internal/event_target eventHandler":    {place: "node:internal/event_target:1115:12"},
	"node:internal/abort_controller abortSignal": {place: "node:internal/abort_controller:370:10"},
	"node:internal/abort_controller abort":       {place: "node:internal/abort_controller:392:5"},
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
	// Calls of the file system that wait.
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
	"node:internal/ipc finish":               {place: "node:internal/child_process:934:14"},
	"node:internal/esm run": {calls: []string{
		"ModuleJob.run (node:internal/modules/esm/module_job:325:25)",
		"async ModuleLoader.import (node:internal/modules/esm/loader:606:24)",
		"async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)",
	}},
	"node:internal/esm importModule": {calls: []string{
		"ModuleJob.run (node:internal/modules/esm/module_job:325:25)",
		"async ModuleLoader.import (node:internal/modules/esm/loader:606:24)",
	}},
	"node:internal/microtask ": {calls: []string{
		"node:internal/process/task_queues:140:7",
		"AsyncResource.runInAsyncScope (node:async_hooks:206:9)",
		"AsyncResource.runMicrotask (node:internal/process/task_queues:137:8)",
	}},
	"node:events emit":    {place: "node:events:524:28"},
	"node:events wrapper": {calls: []string{"Object.onceWrapper (node:events:639:26)"}},
}

// foreign is what Node has for a call in the library.
func (s *Site) foreign() (foreign, bool) {
	if s.program == nil {
		return foreign{}, false
	}
	f := s.isolate.inside.frame(s.program, s.pc)
	name := f.FuncName()
	if name == "<anonymous>" {
		name = ""
	}
	if name == "" && strings.HasPrefix(f.SrcName(), "node:internal/fs/") || f.SrcName() == "node:fs" {
		name = s.FunctionName() // several are made by one function and named afterwards
	}
	known, ok := foreignCalls[f.SrcName()+" "+name]
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
