import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { FirmOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { firmQuestion } from "@/lib/firm";
import { firmOf, isCoordinator, meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE } from "@/ui/styles";
import { About } from "./About";
import { BackToSearch } from "./BackToSearch";
import { Badge } from "./Badge";
import { CapabilitySection } from "./CapabilitySection";
import { Facilities } from "./Facilities";

const route = getRouteApi("/firms/$id");

export function FirmPage() {
  const { id } = route.useParams();
  const firm = useQuery(firmQuestion(id));
  if (firm.isPending) return <Loading />;
  if (firm.isSuccess) return <Profile firm={firm.data} />;
  if (firm.error instanceof CallError && firm.error.slug === "not-found") return <NotFound />;
  return <Failure error={firm.error} retry={() => firm.refetch()} />;
}

function Profile({ firm }: { firm: FirmOut }) {
  const { t } = useSpeech();
  const page = usePageTexts();
  return (
    <article className="grid grid-cols-1 gap-8 print:gap-4">
      <BackToSearch />
      <header className="grid grid-cols-1 gap-3">
        <PageTitle lang="ja">{firm.name}</PageTitle>
        <Badge firm={firm} />
        {firm.summary && <p lang="ja">{firm.summary}</p>}
        <p className="flex flex-wrap gap-3">
          <Link className={OUTLINE} search={{ seeker_ref: firm.firm_ref }} to="/">
            {page.firm.searchAs}
          </Link>
          <button className={OUTLINE} onClick={() => window.print()} type="button">
            {page.firm.print}
          </button>
          <Edit firm={firm} />
        </p>
      </header>
      <About firm={firm} />
      <Capabilities firm={firm} />
      <Facilities facilities={firm.facilities} />
      <p className="hidden print:block">
        {page.firm.printedFrom}
        {t.colon}
        {window.location.href}
      </p>
    </article>
  );
}

/** For the firm's own people and for coordinators, who are told if it is not their region. */
function Edit({ firm }: { firm: FirmOut }) {
  const { badge } = useOwnerTexts();
  const me = useQuery(meQuestion);
  if (firmOf(me.data)?.firm_id === firm.id) {
    return (
      <Link className={OUTLINE} to="/my/firm">
        {badge.edit}
      </Link>
    );
  }
  if (!isCoordinator(me.data)) return null;
  return (
    <Link className={OUTLINE} params={{ id: firm.id }} to="/firms/$id/edit">
      {badge.edit}
    </Link>
  );
}

function Capabilities({ firm }: { firm: FirmOut }) {
  const page = usePageTexts();
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150">{page.firm.capabilities}</h2>
      {firm.capabilities.length === 0 && <p>{page.firm.noCapabilities}</p>}
      {firm.capabilities.map((capability) => (
        <CapabilitySection capability={capability} firm={firm} key={capability.capability_ref} />
      ))}
    </section>
  );
}
