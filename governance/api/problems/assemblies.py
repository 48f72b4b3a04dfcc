"""What the preparation of assemblies refuses, told to programs."""

from governance.errors import assemblies, proposals
from governance.refusals.assemblies import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    assemblies.AssemblyGone: Refusal("assembly-gone", sentence),
    assemblies.AlreadyConvened: Refusal("already-convened", sentence),
    assemblies.BeforeTheLaw: Refusal("before-the-law", sentence),
    assemblies.ItemGone: Refusal("item-gone", sentence),
    assemblies.MandatoryItem: Refusal("mandatory-item", sentence),
    assemblies.NoDecisionText: Refusal("no-decision-text", sentence),
    assemblies.NoOpenTasks: Refusal("no-open-tasks", sentence),
    assemblies.DocumentAttached: Refusal("document-attached", sentence),
    assemblies.NotForOwners: Refusal("not-for-owners", sentence),
    assemblies.ConflictNoted: Refusal("conflict-noted", sentence),
    proposals.ProposalClosed: Refusal("proposal-closed", sentence),
    proposals.ProposalTooLate: Refusal("proposal-too-late", sentence),
    proposals.ReceivedInTheFuture: Refusal("received-in-the-future", sentence),
    proposals.NotAnOwner: Refusal("not-an-owner", sentence),
}
