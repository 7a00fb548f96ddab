import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { AskFirst } from "@/ui/forms/AskFirst";
import { postNeed } from "../questions";

interface Props {
  id: string;
  product: string;
  covers: string[];
}

/** Puts what was looked for on the board, without the firm's name: it would show its weak spot. */
export function PostNeed({ id, product, covers }: Props) {
  const { alternatives: texts } = useBiaTexts();
  const [posted, setPosted] = useState<string>();
  async function post() {
    const need = await postNeed(id, { product_ref: product, covers });
    setPosted(need.id);
  }
  return (
    <div>
      {posted ? (
        <Link params={{ id: posted }} to="/needs/$id">
          {texts.posted}
        </Link>
      ) : (
        <AskFirst act={post} isButton label={texts.post} title={texts.postTitle}>
          <p>{texts.postLead}</p>
        </AskFirst>
      )}
    </div>
  );
}
