import { useMutation } from "@tanstack/react-query";
import type { SignedInOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { Form } from "@/ui/forms/Form";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE } from "@/ui/styles";
import { redeemLink } from "./questions";

interface Props {
  token: string;
  onSignedIn: (progress: SignedInOut) => Promise<void> | undefined;
  onGiveUp: () => void;
}

/**
 * What the link of the e-mail opens.
 *
 * The link works once, so it is used when a person presses the button: programmes that look
 * through mails for viruses open pages, but press nothing.
 */
export function LinkStep({ token, onSignedIn, onGiveUp }: Props) {
  const { signing } = useAccountTexts();
  const redeem = useMutation({ mutationFn: redeemLink, onSuccess: onSignedIn });
  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <PageTitle>{signing.linkTitle}</PageTitle>
      <p>{signing.linkLead}</p>
      <Form
        aside={
          redeem.isError && (
            <button className={OUTLINE} onClick={onGiveUp} type="button">
              {signing.otherWay}
            </button>
          )
        }
        error={redeem.error}
        isSending={redeem.isPending}
        onSubmit={() => redeem.mutate(token)}
        submit={signing.go}
      />
    </div>
  );
}
