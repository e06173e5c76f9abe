// SPDX-License-Identifier: Apache-2.0
export const cx = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(" ");
