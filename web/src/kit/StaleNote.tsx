// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/t";
import { Fine } from "./Layout";
import { useStale } from "./States";

/** Why the switches of this page rest while the stream is lost. */
export const StaleNote = () => (useStale() ? <Fine>{t("stale.why")}</Fine> : null);
