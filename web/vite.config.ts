// SPDX-License-Identifier: Apache-2.0
import { defineConfig, loadEnv } from "vite";

// React's names, Preact's code: without these four lines the same source builds with React.
const PREACT = [
	{ find: /^react\/jsx-runtime$/, replacement: "preact/jsx-runtime" },
	{ find: /^react\/jsx-dev-runtime$/, replacement: "preact/jsx-runtime" },
	{ find: /^react-dom\/client$/, replacement: "preact/compat/client" },
	{ find: /^react(-dom)?$/, replacement: "preact/compat" },
];

export default defineConfig(({ mode }) => ({
	resolve: { alias: PREACT },
	build: {
		target: "es2022",
		assetsInlineLimit: 0, // the content policy takes no data: fonts
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
		manifest: true,
		rolldownOptions: {
			onLog(level, log, next) {
				// "use client" of libraries means nothing here.
				if (log.code !== "MODULE_LEVEL_DIRECTIVE") next(level, log);
			},
		},
	},
	server: { proxy: { "/v1": loadEnv(mode, ".", "RINGBACK_").RINGBACK_URL ?? "http://127.0.0.1:8080" } },
}));
