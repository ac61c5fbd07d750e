package js

// foreignModules are Node's calls where its loaders find, load and run modules, by file
// and name. (lib/internal/modules of Node 20.20.2)
var foreignModules = map[string]foreign{
	// What a name means.
	"node:internal/esm located":      {calls: []string{"finalizeResolution (node:internal/modules/esm/resolve:283:11)"}},
	"node:internal/esm folderImport": {calls: []string{}, caller: []string{"finalizeResolution (node:internal/modules/esm/resolve:271:11)"}},
	"node:internal/esm pathOfFile": {
		calls: []string{
			"getPathFromURLPosix (node:internal/url:1466:11)",
			"fileURLToPath (node:internal/url:1490:63)",
			"finalizeResolution (node:internal/modules/esm/resolve:252:12)",
		},
	},
	"node:internal/esm resolveTo": {
		calls: []string{
			"moduleResolve (node:internal/modules/esm/resolve:952:10)",
			"defaultResolve (node:internal/modules/esm/resolve:1188:11)",
			"ModuleLoader.defaultResolve (node:internal/modules/esm/loader:708:12)",
			"#cachedDefaultResolve (node:internal/modules/esm/loader:657:25)",
		},
	},
	"node:internal/esm packageFor": {
		calls: []string{},
		caller: []string{
			"moduleResolve (node:internal/modules/esm/resolve:946:18)",
			"defaultResolve (node:internal/modules/esm/resolve:1188:11)",
			"ModuleLoader.defaultResolve (node:internal/modules/esm/loader:708:12)",
			"#cachedDefaultResolve (node:internal/modules/esm/loader:657:25)",
		},
	},
	"node:internal/esm importFor": {
		calls: []string{},
		caller: []string{
			"moduleResolve (node:internal/modules/esm/resolve:936:16)",
			"defaultResolve (node:internal/modules/esm/resolve:1188:11)",
			"ModuleLoader.defaultResolve (node:internal/modules/esm/loader:708:12)",
			"#cachedDefaultResolve (node:internal/modules/esm/loader:657:25)",
		},
	},
	"node:internal/packages decoded":        {calls: []string{"finalizeResolution (node:internal/modules/esm/resolve:245:11)"}},
	"node:internal/packages resolvePackage": {calls: []string{"packageResolve (node:internal/modules/esm/resolve:856:14)"}},
	"node:internal/packages resolveOwn":     {calls: []string{}, caller: []string{"packageResolve (node:internal/modules/esm/resolve:831:14)"}},
	"node:internal/packages packageMissing": {calls: []string{}, caller: []string{"packageResolve (node:internal/modules/esm/resolve:873:9)"}},
	"node:internal/packages resolveMain": {
		calls:  []string{"legacyMainResolve (node:internal/modules/esm/resolve:215:26)"},
		caller: []string{"packageResolve (node:internal/modules/esm/resolve:860:14)"},
	},
	"node:internal/packages parseName": {
		calls:  []string{"parsePackageName (node:internal/modules/esm/resolve:801:11)"},
		caller: []string{"packageResolve (node:internal/modules/esm/resolve:824:5)"},
	},
	"node:internal/packages resolveExports":  {calls: []string{"packageExportsResolve (node:internal/modules/esm/resolve:670:9)"}},
	"node:internal/packages notExported":     {calls: []string{"exportsNotFound (node:internal/modules/esm/resolve:322:10)"}},
	"node:internal/packages notExportedHere": {calls: []string{}, caller: []string{"packageExportsResolve (node:internal/modules/esm/resolve:613:13)"}},
	"node:internal/packages exactTarget":     {calls: []string{}, caller: []string{"packageExportsResolve (node:internal/modules/esm/resolve:607:27)"}},
	"node:internal/packages patternTarget":   {calls: []string{}, caller: []string{"packageExportsResolve (node:internal/modules/esm/resolve:653:27)"}},
	"node:internal/packages resolveTarget":   {calls: []string{"resolvePackageTarget (node:internal/modules/esm/resolve:493:12)"}},
	"node:internal/packages resolveText":     {calls: []string{"resolvePackageTargetString (node:internal/modules/esm/resolve:414:11)"}},
	"node:internal/packages wrongTarget":     {calls: []string{}},
	"node:internal/packages invalidTarget":   {calls: []string{"invalidPackageTarget (node:internal/modules/esm/resolve:360:10)"}},
	"node:internal/packages invalidSubpath": {
		calls:  []string{"throwInvalidSubpath (node:internal/modules/esm/resolve:340:9)"},
		caller: []string{"resolvePackageTargetString (node:internal/modules/esm/resolve:453:7)"},
	},
	"node:internal/packages resolveImports":   {calls: []string{"packageImportsResolve (node:internal/modules/esm/resolve:760:9)"}},
	"node:internal/packages importTarget":     {calls: []string{}, caller: []string{"packageImportsResolve (node:internal/modules/esm/resolve:717:31)"}},
	"node:internal/packages importNotDefined": {calls: []string{"importNotDefined (node:internal/modules/esm/resolve:309:10)"}},
	"node:internal/packages invalidImport":    {calls: []string{}, caller: []string{"packageImportsResolve (node:internal/modules/esm/resolve:707:11)"}},
	// Who asks for it.
	"node:internal/esm resolveRequested": {
		calls: []string{
			"ModuleLoader.resolve (node:internal/modules/esm/loader:640:38)",
			"ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:264:38)",
			"ModuleJob._link (node:internal/modules/esm/module_job:168:49)",
		},
		last: true,
	},
	"node:internal/esm resolveForModule": {
		calls: []string{
			"ModuleLoader.resolve (node:internal/modules/esm/loader:640:38)",
			"ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:264:38)",
			"ModuleLoader.import (node:internal/modules/esm/loader:605:34)",
			"defaultImportModuleDynamicallyForModule (node:internal/modules/esm/utils:221:31)",
			"importModuleDynamicallyCallback (node:internal/modules/esm/utils:260:12)",
		},
		last: true,
	},
	"node:internal/esm resolveForScript": {
		calls: []string{
			"ModuleLoader.resolve (node:internal/modules/esm/loader:640:38)",
			"ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:264:38)",
			"ModuleLoader.import (node:internal/modules/esm/loader:605:34)",
			"defaultImportModuleDynamicallyForScript (node:internal/modules/esm/utils:234:31)",
			"importModuleDynamicallyCallback (node:internal/modules/esm/utils:256:12)",
		},
		last: true,
	},
	"node:internal/esm resolveSync": {
		calls: []string{},
		caller: []string{
			"ModuleLoader.getModuleJobForRequire (node:internal/modules/esm/loader:413:53)",
			"new ModuleJobSync (node:internal/modules/esm/module_job:375:34)",
			"ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:386:11)",
		},
	},
	// Loading what it is.
	"node:internal/esm unknownAttribute": {
		calls: []string{
			"validateAttributes (node:internal/modules/esm/assert:61:13)",
			"defaultLoad (node:internal/modules/esm/load:155:3)",
			"async ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:543:45)",
		},
		caller: []string{},
	},
	"node:internal/esm missingType": {
		calls: []string{
			"validateAttributes (node:internal/modules/esm/assert:89:15)",
			"defaultLoad (node:internal/modules/esm/load:155:3)",
			"async ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:543:45)",
		},
		caller: []string{},
	},
	"node:internal/esm unsupportedType": {
		calls: []string{
			"handleInvalidType (node:internal/modules/esm/assert:106:11)",
			"validateAttributes (node:internal/modules/esm/assert:78:14)",
			"defaultLoad (node:internal/modules/esm/load:155:3)",
			"async ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:543:45)",
		},
		caller: []string{},
	},
	"node:internal/esm wrongType": {
		calls: []string{
			"handleInvalidType (node:internal/modules/esm/assert:110:9)",
			"validateAttributes (node:internal/modules/esm/assert:78:14)",
			"defaultLoad (node:internal/modules/esm/load:155:3)",
			"async ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:543:45)",
		},
		caller: []string{},
	},
	"node:internal/esm unknownExtension": {
		calls: []string{
			"Object.getFileProtocolModuleFormat [as file:] (node:internal/modules/esm/get_format:189:9)",
			"defaultGetFormat (node:internal/modules/esm/get_format:232:36)",
			"defaultLoad (node:internal/modules/esm/load:145:22)",
			"async ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:543:45)",
		},
		caller: []string{},
	},
	"node:internal/esm unsupportedScheme": {
		calls: []string{
			"throwIfUnsupportedURLScheme (node:internal/modules/esm/load:241:11)",
			"defaultLoad (node:internal/modules/esm/load:132:3)",
			"ModuleLoader.load (node:internal/modules/esm/loader:724:12)",
			"ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:543:56)",
			"#createModuleJob (node:internal/modules/esm/loader:567:36)",
			"#getJobFromResolveResult (node:internal/modules/esm/loader:297:34)",
			"ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:265:41)",
		},
		caller: []string{},
	},
	"node:internal/esm wrongData": {
		calls: []string{
			"getSource (node:internal/modules/esm/load:52:13)",
			"defaultLoad (node:internal/modules/esm/load:139:40)",
			"ModuleLoader.load (node:internal/modules/esm/loader:724:12)",
			"ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:543:56)",
			"#createModuleJob (node:internal/modules/esm/loader:567:36)",
			"#getJobFromResolveResult (node:internal/modules/esm/loader:297:34)",
			"ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:265:41)",
		},
		caller: []string{},
	},
	"node:internal/esm unknownFormat": {
		calls: []string{
			"Object.throwUnknownModuleFormat (node:internal/modules/esm/load:258:9)",
			"ModuleLoader.validateLoadResult (node:internal/modules/esm/loader:759:44)",
			"#translate (node:internal/modules/esm/loader:490:10)",
			"ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:544:27)",
		},
		caller: []string{},
	},
	"node:internal/esm unknownBuiltin": {
		calls: []string{"ModuleLoader.builtinStrategy (node:internal/modules/esm/translators:391:11)"},
		caller: []string{
			"#translate (node:internal/modules/esm/loader:497:12)",
			"ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:544:27)",
		},
	},
	"node:internal/esm makeJSON": {
		calls: []string{"ModuleLoader.jsonStrategy (node:internal/modules/esm/translators:435:21)"},
		caller: []string{
			"#translate (node:internal/modules/esm/loader:497:12)",
			"ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:544:27)",
		},
	},
	"node:internal/esm makeModule": {calls: []string{"compileSourceTextModule (node:internal/modules/esm/utils:346:16)"}},
	"node:internal/esm requested": {
		calls: []string{
			"ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:146:18)",
			"#translate (node:internal/modules/esm/loader:497:12)",
			"ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:544:27)",
		},
		last: true,
	},
	"node:internal/esm translateRoot": {
		calls: []string{
			"ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:146:18)",
			"#translate (node:internal/modules/esm/loader:497:12)",
			"ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:544:27)",
		},
	},
	"node:internal/esm rootJob": {calls: []string{"async ModuleJob._link (node:internal/modules/esm/module_job:148:19)"}, last: true},
	"node:internal/esm requestedSync": {
		calls: []string{
			"ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:146:18)",
			"#translate (node:internal/modules/esm/loader:497:12)",
			"ModuleLoader.getModuleJobForRequire (node:internal/modules/esm/loader:450:33)",
			"new ModuleJobSync (node:internal/modules/esm/module_job:375:34)",
			"ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:386:11)",
		},
		caller: []string{},
	},
	"node:internal/esm rootSync": {calls: []string{"ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:382:18)"}},
	// Linking and running.
	"node:internal/esm linkJob": {
		calls: []string{
			"ModuleJob._instantiate (node:internal/modules/esm/module_job:213:21)",
			"async ModuleJob.run (node:internal/modules/esm/module_job:320:5)",
		},
	},
	"node:internal/esm runJob":   {calls: []string{"ModuleJob.run (node:internal/modules/esm/module_job:325:25)"}},
	"node:internal/esm visitJob": {calls: []string{"ModuleJob.run (node:internal/modules/esm/module_job:325:25)"}},
	"node:internal/esm run": {
		calls: []string{
			"async ModuleLoader.import (node:internal/modules/esm/loader:606:24)",
			"async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)",
		},
	},
	"node:internal/esm importModule": {calls: []string{"async ModuleLoader.import (node:internal/modules/esm/loader:606:24)"}},
	"node:internal/esm cjsLoader": {
		calls: []string{
			"cjsLoader (node:internal/modules/esm/translators:298:15)",
			"ModuleWrap.<anonymous> (node:internal/modules/esm/translators:240:7)",
		},
	},
	"node:internal/esm linkSync": {
		calls: []string{
			"ModuleJobSync.runSync (node:internal/modules/esm/module_job:423:37)",
			"ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:389:47)",
		},
	},
	"node:internal/esm runSync": {
		calls: []string{
			"ModuleJobSync.runSync (node:internal/modules/esm/module_job:437:37)",
			"ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:389:47)",
		},
	},
	"node:internal/esm requireModule": {
		calls: []string{"loadESMFromCJS (node:internal/modules/cjs/loader:1363:24)", "Module._compile (node:internal/modules/cjs/loader:1503:5)"},
	},
	// Packages that CommonJS asks for.
	"node:internal/modules json": {calls: []string{"Module._extensions..json (node:internal/modules/cjs/loader:1641:39)"}},
	"node:internal/modules gone": {
		calls: []string{
			"createEsmNotFoundErr (node:internal/modules/cjs/loader:1244:15)",
			"finalizeEsmResolution (node:internal/modules/cjs/loader:1232:15)",
		},
		caller: []string{"resolveExports (node:internal/modules/cjs/loader:638:14)"},
	},
	"node:internal/modules exportedBy": {calls: []string{"resolveExports (node:internal/modules/cjs/loader:638:36)"}},
	"node:internal/modules _findPath": {
		calls:  []string{"Module._findPath (node:internal/modules/cjs/loader:711:31)"},
		caller: []string{"Module._resolveFilename (node:internal/modules/cjs/loader:1193:27)"},
	},
	"node:internal/modules tryDirectory": {
		calls:  []string{"tryPackage (node:internal/modules/cjs/loader:491:19)"},
		caller: []string{"Module._findPath (node:internal/modules/cjs/loader:758:18)"},
	},
	"node:internal/modules ownExport": {
		calls:  []string{"trySelf (node:internal/modules/cjs/loader:605:35)"},
		caller: []string{"Module._resolveFilename (node:internal/modules/cjs/loader:1184:24)"},
	},
	"node:internal/modules importedBy": {calls: []string{}, caller: []string{"Module._resolveFilename (node:internal/modules/cjs/loader:1170:11)"}},
}

// modulesMade are the lines of those that make errors, by the place that stands first in
// their stacks.
var modulesMade = map[string]nodeLine{
	"node:internal/modules/esm/resolve:283:11":     {"node:internal/modules/esm/resolve:283", `    throw new ERR_MODULE_NOT_FOUND(`, 11},
	"node:internal/modules/esm/resolve:873:9":      {"node:internal/modules/esm/resolve:873", `  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);`, 9},
	"node:internal/modules/esm/resolve:322:10":     {"node:internal/modules/esm/resolve:322", `  return new ERR_PACKAGE_PATH_NOT_EXPORTED(`, 10},
	"node:internal/modules/esm/resolve:340:9":      {"node:internal/modules/esm/resolve:340", `  throw new ERR_INVALID_MODULE_SPECIFIER(request, reason,`, 9},
	"node:internal/modules/esm/resolve:245:11":     {"node:internal/modules/esm/resolve:245", `    throw new ERR_INVALID_MODULE_SPECIFIER(`, 11},
	"node:internal/modules/esm/resolve:801:11":     {"node:internal/modules/esm/resolve:801", `    throw new ERR_INVALID_MODULE_SPECIFIER(`, 11},
	"node:internal/modules/esm/resolve:707:11":     {"node:internal/modules/esm/resolve:707", `    throw new ERR_INVALID_MODULE_SPECIFIER(name, reason, fileURLToPath(base));`, 11},
	"node:internal/modules/esm/resolve:309:10":     {"node:internal/modules/esm/resolve:309", `  return new ERR_PACKAGE_IMPORT_NOT_DEFINED(`, 10},
	"node:internal/modules/esm/resolve:271:11":     {"node:internal/modules/esm/resolve:271", `    throw new ERR_UNSUPPORTED_DIR_IMPORT(path, basePath, String(resolved));`, 11},
	"node:internal/modules/esm/resolve:360:10":     {"node:internal/modules/esm/resolve:360", `  return new ERR_INVALID_PACKAGE_TARGET(`, 10},
	"node:internal/modules/esm/resolve:215:26":     {"node:internal/modules/esm/resolve:215", `  const resolvedOption = FSLegacyMainResolve(packageJsonUrlString, packageConfig.main, baseStringified);`, 26},
	"node:internal/modules/esm/assert:61:13":       {"node:internal/modules/esm/assert:61", `      throw new ERR_IMPORT_ATTRIBUTE_UNSUPPORTED(keys[i], importAttributes[keys[i]]);`, 13},
	"node:internal/modules/esm/assert:89:15":       {"node:internal/modules/esm/assert:89", `        throw new ERR_IMPORT_ASSERTION_TYPE_MISSING(url, validType);`, 15},
	"node:internal/modules/esm/assert:106:11":      {"node:internal/modules/esm/assert:106", `    throw new ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED(type);`, 11},
	"node:internal/modules/esm/assert:110:9":       {"node:internal/modules/esm/assert:110", `  throw new ERR_IMPORT_ASSERTION_TYPE_FAILED(url, type);`, 9},
	"node:internal/modules/esm/load:241:11":        {"node:internal/modules/esm/load:241", `    throw new ERR_UNSUPPORTED_ESM_URL_SCHEME(parsed, schemes);`, 11},
	"node:internal/modules/esm/load:258:9":         {"node:internal/modules/esm/load:258", `  throw new ERR_UNKNOWN_MODULE_FORMAT(`, 9},
	"node:internal/modules/esm/load:52:13":         {"node:internal/modules/esm/load:52", `      throw new ERR_INVALID_URL(responseURL);`, 13},
	"node:internal/modules/esm/get_format:189:9":   {"node:internal/modules/esm/get_format:189", `  throw new ERR_UNKNOWN_FILE_EXTENSION(ext, filepath);`, 9},
	"node:internal/modules/esm/translators:391:11": {"node:internal/modules/esm/translators:391", `    throw new ERR_UNKNOWN_BUILTIN_MODULE(url);`, 11},
}
