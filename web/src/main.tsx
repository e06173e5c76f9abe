// SPDX-License-Identifier: Apache-2.0
import "./styles/layers.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { restoreTheme } from "./app/theme";
import { makeQueryClient } from "./lib/query";

restoreTheme();
const root = document.getElementById("app");
if (root)
	createRoot(root).render(
		<StrictMode>
			<QueryClientProvider client={makeQueryClient()}>
				<App />
			</QueryClientProvider>
		</StrictMode>,
	);
