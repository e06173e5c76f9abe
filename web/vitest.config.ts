// SPDX-License-Identifier: Apache-2.0
import { defineConfig, mergeConfig } from "vitest/config";
import app from "./vite.config";

export default defineConfig((env) =>
	mergeConfig(
	app(env),
	defineConfig({
		test: {
			environment: "jsdom",
			include: ["src/**/*.test.{ts,tsx}"],
			server: { deps: { inline: [/@tanstack/, /wouter/, /lucide/] } },
		},
	}),
	),
);
