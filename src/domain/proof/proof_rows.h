// SPDX-License-Identifier: Apache-2.0
#pragma once
/* Rows of proofs and the steps of their calls, shared by the files of this folder only. */
#include "domain/proof/proof.h"

extern const struct column PROOF_COLUMNS[];

enum proof_event { PROOF_ON_RINGING, PROOF_ON_ANSWERED, PROOF_ON_ENDED };

/* Takes the step and records it; *taken false: late. */
NODISCARD enum err proof_step(struct desk *desk, struct proof *proof, enum proof_event on,
                              const char *cause, bool *taken);
NODISCARD enum err proof_get(struct tx *tx, leg_id id, struct proof *out);
/* What the owner's pages are told: "number.calling", … */
NODISCARD enum err proof_tell(struct desk *desk, const struct proof *proof, const char *kind);
