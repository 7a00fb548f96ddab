import { useQuery } from "@tanstack/react-query";
import { useDigestTexts } from "@/i18n/digest";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SignedIn } from "@/ui/signing/SignedIn";
import { Preview } from "./Preview";
import { preferenceQuestion } from "./questions";
import { When } from "./When";

/** One's own digest: when it comes, and what it would say. */
export function DigestPage() {
  const texts = useDigestTexts();
  return (
    <SignedIn title={texts.title}>{(me) => <OwnDigest hasAgreed={!!me.has_agreed} />}</SignedIn>
  );
}

function OwnDigest({ hasAgreed }: { hasAgreed: boolean }) {
  const texts = useDigestTexts();
  const preference = useQuery(preferenceQuestion);
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-10">
      <div className="grid grid-cols-1 gap-4">
        <PageTitle>{texts.title}</PageTitle>
        <p>{texts.lead}</p>
      </div>
      {preference.isPending && <Loading />}
      {preference.isError && (
        <Failure error={preference.error} retry={() => preference.refetch()} />
      )}
      {preference.data && <When hasAgreed={hasAgreed} preference={preference.data} />}
      <Preview />
    </div>
  );
}
