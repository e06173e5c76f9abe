// SPDX-License-Identifier: Apache-2.0
import { defineConfig, mergeConfig } from "vitest/config";
import app from "./vite.config.ts";

const tests = defineConfig({ test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] } });

export default defineConfig((env) => mergeConfig(app(env), tests));
