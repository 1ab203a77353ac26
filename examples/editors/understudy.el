;;; understudy.el --- Understudy in Emacs, through Eglot  -*- lexical-binding: t; -*-

;; Emacs 29 or newer; Emacs 28 with the package eglot.  In your init file:
;;
;;   (load "/path/to/understudy.el")
;;   (add-hook 'python-mode-hook #'understudy-start)   ; or M-x understudy-start
;;
;; Grey text is a suggestion: TAB takes it, typing or moving on drops it.  M-x understudy-suggest asks for one.
;; M-x understudy-generate writes the function at point and applies what its tests proved; so does M-x
;; eglot-code-actions.  M-x understudy-status, understudy-snooze.
;;
;; Eglot talks to one server in a buffer: Understudy in place of your other Python server.

;;; Code:
(require 'eglot)
(require 'jsonrpc)

(defvar understudy-command '("understudy" "serve")
  "The language server's program and arguments.")

(defvar understudy-delay 0.1
  "Seconds after a change before a suggestion is asked for.")

(defvar-local understudy--ghost nil "The overlay that shows a suggestion, or nil.")
(defvar-local understudy--asked-at nil "The buffer's tick when a suggestion was last asked for.")
(defvar-local understudy--timer nil)

(defvar understudy-mode-map
  (let ((map (make-sparse-keymap))
        (take '(menu-item "" understudy-accept :filter (lambda (command) (and understudy--ghost command)))))
    (define-key map (kbd "TAB") take)
    (define-key map [tab] take)
    map))

(define-minor-mode understudy-mode
  "Suggestions of Understudy as grey text."
  :lighter " Understudy"
  (if understudy-mode
      (add-hook 'post-command-hook #'understudy--after-command nil t)
    (remove-hook 'post-command-hook #'understudy--after-command t)
    (understudy--hide)))

(defun understudy-start ()
  "Start Understudy for this buffer's project, and show suggestions."
  (interactive)
  (setq-local eglot-server-programs (list (cons major-mode understudy-command)))
  (understudy-mode 1)
  (eglot-ensure))

(defun understudy-suggest ()
  "Ask for a suggestion here."
  (interactive)
  (understudy--ask 1))

(defun understudy-accept ()
  "Insert the suggestion that is shown."
  (interactive)
  (let ((item (overlay-get understudy--ghost 'understudy-item)))
    (understudy--hide)
    (insert (plist-get item :insertText))
    (eglot--signal-textDocument/didChange)
    (understudy--run (plist-get item :command)))) ; this is how it learns what you take

(defun understudy-generate ()
  "Write the function at point: candidates, judged by its tests.  Only what they prove is applied."
  (interactive)
  (let ((at (eglot--TextDocumentPositionParams)))
    (eglot--signal-textDocument/didChange)
    (understudy--run (list :command "understudy.generate"
                           :arguments (vector (list :uri (plist-get (plist-get at :textDocument) :uri)
                                                    :position (plist-get at :position)
                                                    :apply t))))))

(defun understudy-status ()
  "Say what goes on, and what to do about it."
  (interactive)
  (understudy--run (list :command "understudy.status" :arguments [])
                   (lambda (status)
                     (message "Understudy: %s, %s. %d of %d suggestions taken. %s"
                              (plist-get status :state) (plist-get status :model) (plist-get status :accepted)
                              (plist-get status :shown) (plist-get status :nextStep)))))

(defun understudy-snooze (minutes)
  "No suggestions while typing for some MINUTES; 0 wakes."
  (interactive "nMinutes: ")
  (understudy--run (list :command "understudy.snooze" :arguments (vector (list :minutes minutes)))))

(cl-defmethod eglot-handle-notification (_server (_method (eql understudy/status)) &rest _)
  "Eglot would call it unknown.")

(defun understudy--run (command &optional answered)
  "Have the server run COMMAND; ANSWERED is called with what it returns."
  (jsonrpc-async-request
   (eglot--current-server-or-lose) :workspace/executeCommand
   (list :command (plist-get command :command) :arguments (plist-get command :arguments))
   :success-fn (or answered #'ignore)
   :error-fn (lambda (problem) (message "Understudy: %s" (plist-get problem :message)))
   :timeout 600))

(defun understudy--after-command ()
  "Drop what does not belong here any more, and ask anew where the text has changed."
  (unless (and understudy--ghost (eql (point) (overlay-start understudy--ghost))
               (eql understudy--asked-at (buffer-chars-modified-tick)))
    (understudy--hide))
  (unless (eql understudy--asked-at (buffer-chars-modified-tick))
    (when understudy--timer
      (cancel-timer understudy--timer))
    (let ((buffer (current-buffer)))
      (setq understudy--timer
            (run-with-timer understudy-delay nil
                            (lambda ()
                              (when (eq buffer (current-buffer))
                                (understudy--ask 2))))))))

(defun understudy--ask (kind)
  "Ask for a suggestion at point.  KIND: 1 on request, 2 while typing."
  (when (eglot-managed-p)
    (let ((buffer (current-buffer))
          (at (point))
          (tick (buffer-chars-modified-tick)))
      (setq understudy--asked-at tick)
      (eglot--signal-textDocument/didChange)
      (jsonrpc-async-request
       (eglot--current-server-or-lose) :textDocument/inlineCompletion
       (append (eglot--TextDocumentPositionParams) (list :context (list :triggerKind kind)))
       :success-fn (lambda (found)
                     (when (buffer-live-p buffer)
                       (with-current-buffer buffer
                         (when (and (= at (point)) (= tick (buffer-chars-modified-tick)))
                           (understudy--show (plist-get found :items))))))
       :error-fn #'ignore ; the server tells its user what is wrong
       :timeout-fn #'ignore))))

(defun understudy--show (items)
  "Show the first of ITEMS at point."
  (understudy--hide)
  (when (> (length items) 0)
    (let* ((item (elt items 0))
           (text (propertize (plist-get item :insertText) 'face 'shadow)))
      (put-text-property 0 1 'cursor t text)
      (setq understudy--ghost (make-overlay (point) (point)))
      (overlay-put understudy--ghost 'understudy-item item)
      (overlay-put understudy--ghost 'after-string text))))

(defun understudy--hide ()
  "Take the suggestion off the screen."
  (when understudy--ghost
    (delete-overlay understudy--ghost)
    (setq understudy--ghost nil)))

(provide 'understudy)
;;; understudy.el ends here
