import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { DisclosureOut, FirmOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { firmOf, meQuestion } from "@/lib/me";
import { holdingFor, LEVELS } from "@/lib/visibility";
import { Failure } from "@/ui/Failure";
import { LeftIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SignInFirst } from "@/ui/SignInFirst";
import { OUTLINE, TEXT } from "@/ui/styles";
import { About } from "../About";
import { CapabilitySection } from "../CapabilitySection";
import { Facilities } from "../Facilities";
import { useNames } from "./names";
import { pathsOf, profileOf } from "./profile";
import { type AudienceName, baseQuestion, disclosureQuestion, previewQuestion } from "./questions";

const ownRoute = getRouteApi("/my/firm/preview");
const anyRoute = getRouteApi("/firms/$id/preview");

/** How others see the firm of whoever is signed in. */
export function MyPreviewPage() {
  const { preview: texts, firm } = useOwnerTexts();
  const { audience } = ownRoute.useSearch();
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  const id = firmOf(me.data)?.firm_id;
  if (id) return <Preview audience={audience} id={id} isOwn />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      {me.data.signed_in ? <p>{firm.noFirm}</p> : <SignInFirst>{texts.signInFirst}</SignInFirst>}
    </div>
  );
}

/** How others see a firm, for the coordinators of its region. */
export function PreviewPage() {
  const { preview: texts } = useOwnerTexts();
  const { id } = anyRoute.useParams();
  const { audience } = anyRoute.useSearch();
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  if (me.data.signed_in) return <Preview audience={audience} id={id} />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      <SignInFirst>{texts.signInFirst}</SignInFirst>
    </div>
  );
}

interface Props {
  id: string;
  audience: AudienceName;
  isOwn?: boolean;
}

function Preview({ id, audience, isOwn }: Props) {
  const { preview: texts } = useOwnerTexts();
  const whole = useQuery(baseQuestion(id));
  const disclosure = useQuery(disclosureQuestion(id));
  const seen = useQuery(previewQuestion(id, audience));
  const failed = [whole, disclosure, seen].find(({ isError }) => isError);
  return (
    <div className="grid grid-cols-1 gap-8">
      <p className="print:hidden">
        {isOwn ? (
          <Link className={TEXT} to="/my/firm">
            <LeftIcon />
            {texts.edit}
          </Link>
        ) : (
          <Link className={TEXT} params={{ id }} to="/firms/$id/edit">
            <LeftIcon />
            {texts.edit}
          </Link>
        )}
      </p>
      <PageTitle>{texts.title}</PageTitle>
      <Audiences audience={audience} />
      {failed && <Failure error={failed.error} retry={() => failed.refetch()} />}
      {!failed && whole.data && disclosure.data && seen.data !== undefined ? (
        <>
          <Hidden
            audience={audience}
            disclosure={disclosure.data}
            seen={seen.data}
            whole={whole.data.firm}
          />
          {seen.data && <Seen firm={seen.data} />}
        </>
      ) : (
        !failed && <Loading />
      )}
    </div>
  );
}

const AUDIENCES = ["anyone", "members", "coordinators", "owner"] as const;

function Audiences({ audience }: { audience: AudienceName }) {
  const { preview: texts } = useOwnerTexts();
  return (
    <nav aria-label={texts.audience} className="grid grid-cols-1 gap-2">
      <p aria-hidden="true" className="font-700">
        {texts.audience}
      </p>
      <ul className="flex flex-wrap gap-2">
        {AUDIENCES.map((item) => (
          <li key={item}>
            <Link
              aria-current={item === audience ? "true" : undefined}
              className={`${OUTLINE} ${item === audience ? "border-2 bg-blue-100! font-700" : ""}`}
              resetScroll={false}
              search={{ audience: item }}
              to="."
            >
              {texts.audiences[item]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface HiddenProps {
  whole: FirmOut;
  seen: FirmOut | null;
  disclosure: DisclosureOut;
  audience: AudienceName;
}

/** What the firm says and these readers do not see, with how far each thing is seen. */
function Hidden({ whole, seen, disclosure, audience }: HiddenProps) {
  const { preview: texts, visibility } = useOwnerTexts();
  const all = profileOf(whole);
  const names = useNames(all);
  const reach = AUDIENCES.indexOf(audience);
  const beside = ["contact", "succession", "ties"];
  const paths = [...pathsOf(all).filter((path) => all.values[path]), ...beside];
  const hidden = paths.filter((path) => LEVELS.indexOf(holdingFor(disclosure, path)) > reach);
  const from = disclosure.hide_from?.length ?? 0;
  return (
    <section className="grid grid-cols-1 gap-2 rounded-8 bg-solid-gray-50 p-4">
      <h2 className="text-std-20B-150">{seen ? texts.hidden : texts.unlisted}</h2>
      {seen && hidden.length === 0 && <p>{texts.nothingHidden}</p>}
      {seen && hidden.length > 0 && (
        <ul className="list-disc columns-1 pl-6 md:columns-2">
          {hidden.map((path) => (
            <li key={path}>
              {texts.hiddenLevel(names.of(path), visibility.levels[holdingFor(disclosure, path)])}
            </li>
          ))}
        </ul>
      )}
      {audience === "members" && from > 0 && <p>{texts.hiddenFrom(from)}</p>}
    </section>
  );
}

function Seen({ firm }: { firm: FirmOut }) {
  const page = usePageTexts();
  const { t } = useSpeech();
  return (
    <article className="grid grid-cols-1 gap-8 rounded-8 border-2 border-solid-gray-420 p-4 md:p-6">
      <header className="grid grid-cols-1 gap-3">
        <h2 className="text-std-28B-150" lang="ja">
          {firm.name}
        </h2>
        <p lang="ja">{firm.summary ?? <span lang={undefined}>{t.unstated}</span>}</p>
      </header>
      <About firm={firm} />
      <section className="grid grid-cols-1 gap-4">
        <h2 className="text-std-24B-150">{page.firm.capabilities}</h2>
        {firm.capabilities.length === 0 && <p>{page.firm.noCapabilities}</p>}
        {firm.capabilities.map((capability) => (
          <CapabilitySection capability={capability} firm={firm} key={capability.capability_ref} />
        ))}
      </section>
      <Facilities facilities={firm.facilities} />
    </article>
  );
}
