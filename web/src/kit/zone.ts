// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from "react";

/** The viewer's IANA zone; undefined is the browser's. */
export const ZoneContext = createContext<string | undefined>(undefined);
export const useZone = (): string | undefined => useContext(ZoneContext);
