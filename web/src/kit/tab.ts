// SPDX-License-Identifier: Apache-2.0
import { createContext } from "react";

/** What stands before each page's title in the tab of the browser: it is read while another page is in front. */
export const TabContext = createContext("");
